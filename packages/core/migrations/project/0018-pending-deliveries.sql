-- Deliveries that wait are looked for among many that have ended.
ALTER TABLE webhookDeliveries ADD KEY IF NOT EXISTS webhookDeliveries_pending (status, dueAt, webhookId);
