-- Entries whose transaction committed and that the tree does not hold yet. The business
-- transaction writes here and nowhere else; the sequencer deletes what it took in. Nothing reads
-- this by a cursor: the order of ids is not the order of commits.
create table ledger_pending (
    id         uuid                        not null primary key,
    leaf_hash  bytea                       not null,
    leaf       bytea                       not null,
    include_by timestamp(6) with time zone not null
);

create table ledger_entry (
    entry_index bigint not null primary key,
    leaf_hash   bytea  not null,
    leaf        bytea  not null
);

-- Not unique: two entries in clear may be the same, and the log must not stop over it.
create index ledger_entry_leaf_hash on ledger_entry (leaf_hash);

create table ledger_tile (
    tile_level integer not null,
    tile_index bigint  not null,
    hashes     bytea   not null,
    primary key (tile_level, tile_index)
);

-- One row: the head of the log. Whoever extends the log locks it first.
create table ledger_head (
    id            integer not null primary key,
    tree_size     bigint  not null,
    root          bytea,
    checkpoint    varchar,
    checkpoint_at timestamp(6) with time zone
);
insert into ledger_head (id, tree_size) values (1, 0);

-- One row: which node extends the log now. It saves work; the lock on the head is what makes two
-- at once harmless.
create table ledger_lease (
    id         integer                     not null primary key,
    holder     uuid                        not null,
    expires_at timestamp(6) with time zone not null
);
insert into ledger_lease (id, holder, expires_at)
values (1, '00000000-0000-0000-0000-000000000000', timestamp with time zone '2000-01-01 00:00:00+00');
