package lynxtest

import (
	"net/http"
	"slices"
	"time"

	"caracal/core"
)

func (s *Service) balanceOf(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	balance := s.balance
	for _, r := range s.runs {
		if s.refunded(r) {
			balance += r.price
		}
	}
	succeed(w, map[string]core.USD{"balance": balance})
}

func (s *Service) price(w http.ResponseWriter, r *http.Request) {
	var query struct {
		Model  string         `json:"model_id"`
		Inputs map[string]any `json:"inputs"`
	}
	if !read(w, r, &query) {
		return
	}
	if query.Model != model {
		refuse(w, http.StatusNotFound, 404, "model not found")
		return
	}
	s.mu.Lock()
	price := s.options.Price
	s.mu.Unlock()
	succeed(w, map[string]any{
		"model_id": model, "price": price, "discounted_price": price, "currency": "USD",
	})
}

// refunded reports whether the money for a run has come back: what went wrong at the service is refunded, what was wrong with the input is not.
func (s *Service) refunded(r *run) bool {
	at := r.ends().Add(s.options.RefundAfter)
	if s.Now().Before(at) {
		return false
	}
	switch r.ending.Status {
	case "failed":
		return r.ending.Code == 1403 || r.ending.Code >= 5000
	case "timeout":
		return true
	}
	return false
}

// billing shows what was taken and given back.
func (s *Service) billing(w http.ResponseWriter, r *http.Request) {
	var query struct {
		pages
		Type string   `json:"billing_type"`
		IDs  []string `json:"prediction_uuids"`
	}
	if !read(w, r, &query) || !query.check(w) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Now()
	var items []map[string]any
	for _, r := range slices.Backward(s.runs) {
		if len(query.IDs) > 0 && !slices.Contains(query.IDs, r.id) {
			continue
		}
		kinds := []string{"deduct"}
		if s.refunded(r) {
			kinds = append(kinds, "refund")
		}
		for _, kind := range kinds {
			if query.Type != "" && query.Type != kind {
				continue
			}
			items = append(items, map[string]any{
				"billing_type": kind, "price": r.price, "created_at": r.created.UTC().Format(time.RFC3339),
				"order":      map[string]any{"state": "done"},
				"prediction": map[string]any{"uuid": r.id, "model_uuid": model, "status": r.status(now)},
			})
		}
	}
	succeed(w, query.cut(items))
}
