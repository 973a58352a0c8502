create table probe_mark (
    id    integer                     not null primary key,
    label varchar                     not null,
    at    timestamp(6) with time zone not null
);
