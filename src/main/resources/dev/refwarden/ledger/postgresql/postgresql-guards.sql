-- What keeps the log's lines as they are. Run behind the tables by "refwarden ledger create" and "upgrade"; may be run again.

-- The end of the chain is one row.
CREATE UNIQUE INDEX IF NOT EXISTS head_is_one ON refwarden.head ((true));

-- The servers of the fleet; follows from no line.
CREATE TABLE IF NOT EXISTS refwarden.nodes (
    node TEXT COLLATE "C" PRIMARY KEY,
    host TEXT NOT NULL,
    release TEXT NOT NULL,
    configuration TEXT NOT NULL,
    seen BIGINT NOT NULL);

-- What refused pushes brought, within the limits of server.yaml; follows from no line, and no decision from it.
CREATE TABLE IF NOT EXISTS refwarden.retained (
    case_id TEXT COLLATE "C" PRIMARY KEY,
    holder TEXT COLLATE "C" NOT NULL,
    time BIGINT NOT NULL,
    size BIGINT NOT NULL,
    node TEXT NOT NULL,
    format TEXT NOT NULL);

-- Its files, in parts; they are compressed already.
CREATE TABLE IF NOT EXISTS refwarden.retained_parts (
    case_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    part BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (case_id, name, part));
ALTER TABLE refwarden.retained_parts ALTER COLUMN content SET STORAGE EXTERNAL;

-- Whoever appends waits here for whoever appends.
CREATE OR REPLACE FUNCTION refwarden.lock_head() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = refwarden, pg_temp AS $$
BEGIN
    PERFORM 1 FROM head FOR UPDATE;
END
$$;

-- The only way by which a line comes into the log, and the head moves: by one, to a line that names the one before.
CREATE OR REPLACE FUNCTION refwarden.append_line(new_seq BIGINT, new_line BYTEA, new_edge BYTEA) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = refwarden, pg_temp AS $$
DECLARE
    last_seq BIGINT;
    last_hash BYTEA;
    beginning BYTEA;
BEGIN
    SELECT seq, hash INTO STRICT last_seq, last_hash FROM head FOR UPDATE;
    beginning := convert_to('{"seq":' || new_seq || ',"prev":"' || encode(last_hash, 'hex') || '"', 'UTF8');
    IF new_seq IS DISTINCT FROM last_seq + 1
        OR substr(new_line, 1, length(beginning)) IS DISTINCT FROM beginning
        OR substr(new_line, length(new_line), 1) IS DISTINCT FROM '\x0a'::bytea
        OR position('\x0a'::bytea IN new_line) <> length(new_line)
    THEN
        RAISE EXCEPTION 'line % does not follow line %', new_seq, last_seq;
    END IF;
    INSERT INTO lines VALUES (new_seq, new_line);
    UPDATE head SET seq = new_seq, hash = sha256(new_line), edge = new_edge;
END
$$;

-- What follows this database and may take its place, for doctor; as far as the owner may see it (pg_read_all_stats).
CREATE OR REPLACE FUNCTION refwarden.standbys() RETURNS TABLE (name TEXT, sync TEXT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(r.application_name, ''), coalesce(r.sync_state, '')
    FROM pg_stat_replication r
    WHERE r.state IS DISTINCT FROM 'backup'
        AND NOT EXISTS (SELECT FROM pg_replication_slots s WHERE s.active_pid = r.pid AND s.slot_type = 'logical')
$$;

REVOKE ALL ON FUNCTION refwarden.standbys() FROM PUBLIC;
REVOKE ALL ON FUNCTION refwarden.lock_head(), refwarden.append_line(BIGINT, BYTEA, BYTEA) FROM PUBLIC;

-- Not even the owner changes these by mistake.
CREATE OR REPLACE FUNCTION refwarden.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = refwarden, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME;
END
$$;

REVOKE ALL ON FUNCTION refwarden.refuse_change() FROM PUBLIC;

DROP TRIGGER IF EXISTS keep ON refwarden.lines;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON refwarden.lines
    FOR EACH STATEMENT EXECUTE FUNCTION refwarden.refuse_change();
DROP TRIGGER IF EXISTS keep ON refwarden.consumed;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON refwarden.consumed
    FOR EACH STATEMENT EXECUTE FUNCTION refwarden.refuse_change();
DROP TRIGGER IF EXISTS keep ON refwarden.accepted;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON refwarden.accepted
    FOR EACH STATEMENT EXECUTE FUNCTION refwarden.refuse_change();
