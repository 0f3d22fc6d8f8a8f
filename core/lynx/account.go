package lynx

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"caracal/core"
)

// ListPrice is the published price of one clip. The service's own estimate counts only when it is higher.
const ListPrice = 50 * core.Cent

// Balance returns the credit that is left. An answer proves that the key is good, not that it may make clips.
func (c *Client) Balance(ctx context.Context) (core.USD, error) {
	const op = "ask for the balance"
	a, err := c.call(ctx, op, http.MethodGet, "/balance", nil)
	if err != nil {
		return 0, err
	}
	var data struct {
		Balance *core.USD `json:"balance"`
	}
	if !a.ok() || json.Unmarshal(a.data, &data) != nil || data.Balance == nil {
		return 0, a.err(op)
	}
	return *data.Balance, nil
}

// Price returns what the service says that a clip would cost this account now.
func (c *Client) Price(ctx context.Context) (core.USD, error) {
	const op = "ask for the price"
	a, err := c.call(ctx, op, http.MethodPost, "/model/price", map[string]any{
		"model_id": Model, "inputs": map[string]any{"prompt": "a person smiles", "aspect_ratio": core.Wide},
	})
	if err != nil {
		return 0, err
	}
	var data struct {
		Price      *core.USD `json:"price"`
		Discounted *core.USD `json:"discounted_price"` // what is charged
		Currency   string    `json:"currency"`
	}
	if !a.ok() || json.Unmarshal(a.data, &data) != nil || data.Currency != "" && !strings.EqualFold(data.Currency, "USD") {
		return 0, a.err(op)
	}
	switch {
	case data.Discounted != nil && *data.Discounted >= 0:
		return *data.Discounted, nil
	case data.Price != nil && *data.Price >= 0:
		return *data.Price, nil
	}
	return 0, a.err(op)
}

// Refunds returns what was paid back for each of the runs, by id; a run without a refund is not in it. The service's billing is the only place that knows.
func (c *Client) Refunds(ctx context.Context, ids []string) (map[string]core.USD, error) {
	const op, size, most = "search the billing", 100, 50
	refunds := map[string]core.USD{}
	if len(ids) == 0 {
		return refunds, nil // an empty filter might mean everything
	}
	wanted := map[string]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	for page := 1; page <= most; page++ {
		a, err := c.call(ctx, op, http.MethodPost, "/billings/search", map[string]any{
			"page": page, "page_size": size, "billing_type": "refund", "prediction_uuids": ids,
		})
		if err != nil {
			return nil, err
		}
		items, ok := a.items()
		if !ok {
			return nil, a.err(op)
		}
		for _, raw := range items {
			var bill struct {
				Type       string   `json:"billing_type"`
				Price      core.USD `json:"price"`
				Prediction struct {
					UUID string `json:"uuid"`
				} `json:"prediction"`
			}
			if json.Unmarshal(raw, &bill) == nil && bill.Type == "refund" && wanted[bill.Prediction.UUID] {
				refunds[bill.Prediction.UUID] += max(bill.Price, -bill.Price) // the sign is not documented
			}
		}
		if len(items) < size {
			return refunds, nil
		}
	}
	return nil, core.Errorf(op, core.ServiceDown, "the list does not end")
}
