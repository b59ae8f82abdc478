CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only';
END
$$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION audit_is_append_only();
-- A reason goes with the person or when its time is over; until then it says what it said.
CREATE TRIGGER audit_reason_stays BEFORE UPDATE ON audit_reason EXECUTE FUNCTION audit_is_append_only();
