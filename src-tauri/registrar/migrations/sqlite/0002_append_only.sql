CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_keeps BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_once BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
-- A reason goes with the person or when its time is over; until then it says what it said.
CREATE TRIGGER audit_reason_stays BEFORE UPDATE ON audit_reason BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_reason_once BEFORE INSERT ON audit_reason
WHEN EXISTS (SELECT 1 FROM audit_reason WHERE audit_id = NEW.audit_id)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
