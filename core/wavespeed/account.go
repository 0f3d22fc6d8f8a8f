package wavespeed

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"caracal/core"
)

// Balance returns the credit that is left. An answer proves that the key is good, not that it may make clips. An address at which there is no balance gives an error of kind
// NotService.
func (c *Client) Balance(ctx context.Context) (core.USD, error) {
	const op = "ask for the balance"
	a, err := c.call(ctx, op, http.MethodGet, "/balance", nil)
	if err != nil {
		return 0, err
	}
	var data struct {
		Balance *core.USD `json:"balance"`
	}
	if a.status == http.StatusNotFound {
		return 0, core.Errorf(op, core.NotService, "%w", refusal{a})
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
	refunds := map[string]core.USD{}
	if len(ids) == 0 {
		return refunds, nil // an empty filter might mean everything
	}
	wanted := map[string]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	query := map[string]any{"billing_type": "refund", "prediction_uuids": ids}
	var last []json.RawMessage
	err := c.list(ctx, "search the billing", "/billings/search", query, func(items []json.RawMessage) (fresh bool) {
		if slices.EqualFunc(items, last, func(a, b json.RawMessage) bool { return bytes.Equal(a, b) }) {
			return false // bills have no id of their own, and counting one twice would be worse than missing one
		}
		last = items
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
		return true
	})
	if err != nil {
		return nil, err
	}
	return refunds, nil
}
