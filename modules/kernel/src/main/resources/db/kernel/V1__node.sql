-- One row: what this database is for, and whose keys it was first used with.
create table kernel_node (
    id          integer                     not null primary key check (id = 1),
    mode        varchar(16)                 not null,
    fingerprint varchar(64),
    created_at  timestamp(6) with time zone not null default current_timestamp
);
