-- Deliveries whose answer was lost, and those that wait for a record they refer to.

alter table outbox add column asked_at timestamptz;
comment on column outbox.asked_at is
  'when it was sent in a way that cannot be repeated without a second effect; null again once the answer is known. Where it stands at the next attempt, nobody knows whether the system has the record';
comment on column outbox.status is
  'pending, sending, failed (refused), held (waits for a record it refers to), unknown (the answer was lost, and a person decides)';
