-- The customer's own order number (PO or SPK), which his finance department looks for on every paper.
alter table tickets add column purchase_order text check (purchase_order = btrim(purchase_order) and char_length(purchase_order) between 1 and 60);
