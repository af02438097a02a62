-- Roles of a Refwarden ledger in PostgreSQL. Run by whoever may make roles, in the ledger's database, behind
-- "refwarden ledger create"; may be run again, and is to be after every upgrade.
--
-- refwarden_gates      judges pushes: reads, adds lines and what follows from them, and takes nothing of it back
-- refwarden_reviewers  reads
--
-- Both are groups. Give each server, and each reviewer, a role of its own in one of them:
--
--   CREATE ROLE refwarden LOGIN PASSWORD '…' IN ROLE refwarden_gates;
--   CREATE ROLE rita LOGIN PASSWORD '…' IN ROLE refwarden_reviewers;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'refwarden_gates') THEN
        CREATE ROLE refwarden_gates NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'refwarden_reviewers') THEN
        CREATE ROLE refwarden_reviewers NOLOGIN;
    END IF;
END
$$;

BEGIN;

REVOKE ALL ON SCHEMA refwarden FROM PUBLIC, refwarden_gates, refwarden_reviewers;
REVOKE ALL ON ALL TABLES IN SCHEMA refwarden FROM PUBLIC, refwarden_gates, refwarden_reviewers;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA refwarden FROM PUBLIC, refwarden_gates, refwarden_reviewers;

GRANT USAGE ON SCHEMA refwarden TO refwarden_gates, refwarden_reviewers;
GRANT SELECT ON ALL TABLES IN SCHEMA refwarden TO refwarden_gates, refwarden_reviewers;

-- Lines and the end of the chain: by these functions alone.
GRANT EXECUTE ON FUNCTION refwarden.lock_head(), refwarden.append_line(BIGINT, BYTEA, BYTEA) TO refwarden_gates;

GRANT EXECUTE ON FUNCTION refwarden.standbys() TO refwarden_gates, refwarden_reviewers;

-- What was used up, and when commits were first accepted: added, never changed.
GRANT INSERT ON refwarden.consumed, refwarden.accepted TO refwarden_gates;

-- All else follows from the lines, and "refwarden log verify" compares it with them.
GRANT INSERT, UPDATE, DELETE ON
    refwarden.subtrees,
    refwarden.repositories,
    refwarden.places,
    refwarden.settled,
    refwarden.waiting,
    refwarden.resting,
    refwarden.refs,
    refwarden.sightings,
    refwarden.policies,
    refwarden.cases,
    refwarden.decisions,
    refwarden.names,
    refwarden.decision_refs,
    refwarden.decision_names,
    refwarden.decision_objects,
    refwarden.answers
    TO refwarden_gates;

GRANT INSERT, UPDATE ON refwarden.nodes TO refwarden_gates;

-- What is kept of refused pushes: added, and removed when the limits or a reviewer say so; never changed.
GRANT INSERT, DELETE ON refwarden.retained, refwarden.retained_parts TO refwarden_gates;

-- What is to be told to the outside: written with a decision, taken away when it was told.
GRANT INSERT, UPDATE, DELETE ON refwarden.outbox TO refwarden_gates;

COMMIT;
