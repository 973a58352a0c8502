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

-- People who sign in to the console, and what they may do for which entity ('' is the node).
create table parties_person (
    id uuid not null primary key,
    sign_in varchar(100) not null unique,
    name varchar(200) not null,
    locale varchar(35) not null,
    entity varchar(40) not null references parties_entity (code),
    password varchar(200) not null,
    -- What the operator gave last; the person may have chosen another since.
    given_password varchar(200) not null,
    password_number integer not null,
    active boolean not null,
    registered_at timestamp(6) with time zone not null
);

create table parties_role (
    person uuid not null references parties_person (id),
    entity varchar(40) not null,
    role varchar(40) not null,
    primary key (person, entity, role)
);

-- Attempts to sign in, by keyed digests: neither a name nor an address can be read from them.
create table parties_attempt (
    counted varchar(43) not null primary key,
    attempts integer not null,
    ends_at timestamp(6) with time zone not null
);

create index parties_attempt_end on parties_attempt (ends_at);
