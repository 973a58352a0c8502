-- Entities and their keys. Nothing is ever deleted here: a thumbprint belongs to one entity for ever.
create table parties_entity (
    code varchar(40) not null primary key,
    name varchar(200) not null,
    identifier varchar(300) not null unique,
    areas varchar(2000) not null,
    active boolean not null,
    registered_at timestamp(6) with time zone not null
);

create table parties_key (
    entity varchar(40) not null references parties_entity (code),
    thumbprint varchar(43) not null unique,
    jwk varchar(1000) not null,
    uses varchar(40) not null,
    custody varchar(10) not null,
    not_before timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone,
    revoked_at timestamp(6) with time zone,
    compromised_since timestamp(6) with time zone,
    entry varchar(43) not null,
    registered_at timestamp(6) with time zone not null,
    primary key (entity, thumbprint)
);

-- The private halves of the keys of custody "node", sealed by the vault.
create table parties_kept_key (
    entity varchar(40) not null,
    thumbprint varchar(43) not null,
    sealed bytea not null,
    primary key (entity, thumbprint),
    foreign key (entity, thumbprint) references parties_key (entity, thumbprint)
);

-- One row per signed request: the nonce it spent and, of a POST that was carried out, the answer for a retry.
create table parties_call (
    entity varchar(40) not null,
    thumbprint varchar(43) not null,
    nonce varchar(64) not null,
    expires_at timestamp(6) with time zone not null,
    idempotency_key varchar(128),
    request_digest bytea,
    status integer,
    answer bytea,
    reference uuid,
    primary key (entity, thumbprint, nonce),
    unique (entity, idempotency_key)
);

create index parties_call_expiry on parties_call (expires_at);
