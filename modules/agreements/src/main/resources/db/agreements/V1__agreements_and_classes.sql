-- The sensitivity classes as data, version by version (docs/agreements.md): a document that follows the schema
-- sensitivity-scale. Rows are only added. Of those whose time has come, the highest version is in effect.
create table agreements_scale (
    version      integer primary key,
    takes_effect timestamp(6) with time zone not null,
    document     varchar                     not null,
    -- The proposal that became it; all zero for the first, which is no change.
    proposal     uuid                        not null,
    approved_at  timestamp(6) with time zone not null,
    -- Of its log entry, base64url, and the opening of its commitments; empty for the first.
    leaf         varchar(43)                 not null,
    opening      varchar                     not null
);

-- The set united-nations. Terms may be stricter, never laxer. There is no figure for retention or breach notice that
-- holds for all: an administrator sets one, the terms always do.
insert into agreements_scale values (
    1, timestamp with time zone '1970-01-01 00:00:00+00',
'{ "classes": [
  { "code": "unclassified", "rank": 0,
    "names": {"en": "Unclassified", "fr": "Non classifié", "es": "No clasificado", "ar": "غير سري"},
    "guidance": {
      "en": "Its disclosure between entities harms nobody.",
      "fr": "Sa communication entre entités ne nuit à personne.",
      "es": "Su comunicación entre entidades no perjudica a nadie.",
      "ar": "لا يضر الإفصاح عنه بين الكيانات أحداً." },
    "controls": {"consent": false, "approval": false, "secondPerson": true, "onwardSharing": "allowed"} },
  { "code": "confidential", "rank": 10,
    "names": {"en": "Confidential", "fr": "Confidentiel", "es": "Confidencial", "ar": "سري"},
    "guidance": {
      "en": "It is about a person, or its disclosure could do harm. Only those who need it for the agreed purpose see it, and it is passed on only with the issuer''s prior consent.",
      "fr": "Concerne une personne, ou sa communication pourrait nuire. Seuls ceux qui en ont besoin pour la finalité convenue y ont accès ; toute transmission exige l''accord préalable de l''émetteur.",
      "es": "Se refiere a una persona, o su comunicación podría causar un daño. Solo lo ve quien lo necesita para la finalidad acordada, y no se transmite sin el consentimiento previo del emisor.",
      "ar": "يتعلق بشخص، أو قد يسبب الإفصاح عنه ضرراً. لا يطلع عليه إلا من يحتاج إليه للغرض المتفق عليه، ولا ينقل إلى غيره إلا بموافقة مسبقة من جهة الإصدار." },
    "controls": {"consent": false, "approval": false, "secondPerson": true, "onwardSharing": "prior-consent"} },
  { "code": "strictly-confidential", "rank": 20,
    "names": {"en": "Strictly confidential", "fr": "Strictement confidentiel", "es": "Estrictamente confidencial", "ar": "سري للغاية"},
    "guidance": {
      "en": "Its disclosure could do grave harm. It needs the person''s consent, a person at the issuer approves each disclosure, and it is not passed on.",
      "fr": "Sa communication pourrait nuire gravement. Elle exige le consentement de la personne concernée, chaque communication est approuvée par une personne chez l''émetteur, et rien n''est transmis à des tiers.",
      "es": "Su comunicación podría causar un daño grave. Exige el consentimiento de la persona, una persona del emisor aprueba cada comunicación, y no se transmite a terceros.",
      "ar": "قد يسبب الإفصاح عنه ضرراً جسيماً. يتطلب موافقة الشخص المعني، ويوافق شخص لدى جهة الإصدار على كل إفصاح، ولا ينقل إلى غيره." },
    "controls": {"consent": true, "approval": true, "secondPerson": true, "onwardSharing": "prohibited"} } ] }',
    '00000000-0000-0000-0000-000000000000', timestamp with time zone '1970-01-01 00:00:00+00', '', '{}');

create table agreements_scale_proposal (
    id           uuid primary key,
    -- The version that it changes.
    base         integer                     not null,
    document     varchar                     not null,
    reason       varchar                     not null,
    -- 1970 means on approval.
    takes_effect timestamp(6) with time zone not null,
    -- People, by their ids; all zero for nobody yet.
    proposer     uuid                        not null,
    proposed_at  timestamp(6) with time zone not null,
    state        varchar(10)                 not null,
    decider      uuid                        not null,
    decided_at   timestamp(6) with time zone not null,
    -- What it changed, as counted when it was approved.
    impact       varchar                     not null
);

-- Counts every act. One row: an act locks it until it commits, an exchange reads it.
create table agreements_epoch (
    id    integer primary key,
    epoch bigint  not null
);

insert into agreements_epoch values (1, 0);

create table agreements_agreement (
    id         uuid primary key,
    drafter    varchar(40)                 not null,
    drafted_at timestamp(6) with time zone not null,
    -- The number of its latest version.
    latest     integer                     not null,
    -- The epoch of the latest act on it; 0 before the first.
    epoch      bigint                      not null
);

create index agreements_agreement_epoch on agreements_agreement (epoch);

-- One text of an agreement. It can be revised until it is open for signature.
create table agreements_text (
    agreement    uuid                        not null references agreements_agreement,
    version      integer                     not null,
    begun_by     varchar(40)                 not null,
    drafter      varchar(40)                 not null,
    drafted_at   timestamp(6) with time zone not null,
    stage        varchar(10)                 not null,
    terms        varchar                     not null,
    terms_digest varchar(43)                 not null,
    primary key (agreement, version)
);

-- Who may see a version of an agreement, as its texts now are: the parties of any, and those who may
-- accede to one that is open for signature.
create table agreements_party (
    entity    varchar(40) not null,
    agreement uuid        not null references agreements_agreement,
    primary key (entity, agreement)
);

create table agreements_act (
    entity    varchar(40)                 not null,
    jti       varchar(64)                 not null,
    agreement uuid                        not null references agreements_agreement,
    version   integer                     not null,
    act       varchar(20)                 not null,
    -- The order of acts.
    epoch     bigint                      not null,
    -- The entity whose accession it is about; empty for other acts.
    accession varchar(40)                 not null,
    at        timestamp(6) with time zone not null,
    -- The reservations of a signature, as they were signed.
    reservations varchar                  not null,
    jws       varchar                     not null,
    -- Of its log entry, base64url.
    leaf      varchar(43)                 not null,
    primary key (entity, jti)
);

create index agreements_act_agreement on agreements_act (agreement, version);

-- What the clock has told of a version, so that it tells it once: an end, or that one is near.
create table agreements_reminder (
    agreement uuid                        not null references agreements_agreement,
    version   integer                     not null,
    kind      varchar(20)                 not null,
    due       date                        not null,
    at        timestamp(6) with time zone not null,
    primary key (agreement, version, kind, due)
);

-- An entity's word that a shared-service centre may act for it. It counts while its state is 'granted'.
create table agreements_mandate (
    id           uuid primary key,
    client       varchar(40)                 not null,
    centre       varchar(40)                 not null,
    drafted_at   timestamp(6) with time zone not null,
    state        varchar(10)                 not null,
    terms        varchar                     not null,
    terms_digest varchar(43)                 not null
);

create index agreements_mandate_centre on agreements_mandate (centre, client);
create index agreements_mandate_client on agreements_mandate (client);

create table agreements_mandate_act (
    entity  varchar(40)                 not null,
    jti     varchar(64)                 not null,
    mandate uuid                        not null references agreements_mandate,
    act     varchar(10)                 not null,
    at      timestamp(6) with time zone not null,
    jws     varchar                     not null,
    -- Of its log entry, base64url.
    leaf    varchar(43)                 not null,
    primary key (entity, jti)
);

create index agreements_mandate_act_mandate on agreements_mandate_act (mandate);
