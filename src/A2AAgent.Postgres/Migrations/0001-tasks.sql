-- Tasks, and the events that made them what they are. Compatible since: 1.

-- Collation "C": keys are compared, never sorted for people, and an upgrade of the system's locales must not break an index.
create table tasks
(
    number       bigint           generated always as identity,
    tenant       text collate "C" not null,
    owner        text collate "C" not null,
    id           text collate "C" not null,
    context_id   text collate "C" not null,
    skill_id     text collate "C" not null,
    state        smallint         not null, -- the number of the protocol's TaskState
    status_ticks bigint           not null, -- when the status was entered: 100 ns since 0001-01-01 UTC, 0 when unknown
    change       bigint           not null, -- orders statuses of the same time
    version      bigint           not null, -- the number of the newest event
    task         text             not null, -- ProtoJSON
    task_version bigint           not null, -- the version that it shows: events after that one are yet to be applied
    replica      bigint           not null, -- who runs it while it is at work; otherwise who did
    restarts     smallint         not null default 0, -- how often another replica has taken it over
    primary key (id, owner, tenant)
)
-- Room for the next version of a row on its page: an event that leaves the status then touches no index.
with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

create sequence task_changes;

create index tasks_newest on tasks (tenant, owner, status_ticks desc, change desc);
create index tasks_of_context on tasks (tenant, owner, context_id, status_ticks desc, change desc);
create index tasks_of_state on tasks (tenant, owner, state, status_ticks desc, change desc);

-- What may go, the oldest first: completed, failed, canceled, rejected; and what waits for its client.
create index tasks_ended on tasks (status_ticks) where state in (3, 4, 5, 7);
create index tasks_waiting on tasks (status_ticks) where state in (6, 8);

-- What is at work: submitted and working.
create index tasks_running on tasks (replica) where state in (1, 2);

-- Append only. No foreign key: tasks and their events are removed together, and each event would pay for the check.
create table events
(
    task    bigint not null, -- tasks.number
    version bigint not null,
    event   text   not null, -- ProtoJSON of a StreamResponse
    primary key (task, version)
);

-- The processes that run tasks. A lease that nobody renews lapses by the clock of this server, and a lost number never comes back.
create table replicas
(
    number bigint      generated always as identity primary key,
    until  timestamptz not null,
    lost   boolean     not null default false
);

-- The webhooks of tasks, with their secrets, and how far each has been told: what waits for a webhook is in the events. They go with their task.
create table push_configs
(
    number       bigint           generated always as identity primary key,
    tenant       text collate "C" not null,
    owner        text collate "C" not null,
    task_id      text collate "C" not null,
    id           text collate "C" not null,
    url          text             not null,
    config       text             not null, -- ProtoJSON without identifiers
    protocol     text             not null, -- the version whose form it gets
    trace        text,                      -- the activity in which it was set
    holders      integer          not null, -- how many calls brought it with a message whose turn is not recorded yet
    history      integer,                   -- how many messages of the snapshot it gets, null for all
    snapshot     text,                      -- the task as its turn began, before the events
    sent         bigint           not null, -- the newest event that it has, or that was given up
    head         bigint           not null, -- the newest status
    running      boolean          not null, -- the task is at work: there will be events
    due          boolean          not null, -- something waits, or will
    gone         boolean          not null default false, -- wants nothing more
    failures     integer          not null default 0, -- in a row
    attempts     integer          not null default 0, -- at the next event
    next_attempt timestamptz      not null default now(),
    replica      bigint,                    -- who sends to it
    claim        bigint           not null default 0,
    unique (task_id, owner, tenant, id)
)
-- Each event moves a webhook on, and touches no index.
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

create sequence push_claims;

create index push_due on push_configs (next_attempt) where due;
create index push_held on push_configs (next_attempt) where holders > 0;

-- What skills that make no task have replied, for messages that come again. The key is that of the task that the message would have begun.
create table replies
(
    tenant  text collate "C" not null,
    owner   text collate "C" not null,
    id      text collate "C" not null,
    digest  bytea            not null, -- of the message's content
    claim   uuid             not null, -- of the call that runs the skill, or did
    replica bigint           not null, -- its replica
    at      timestamptz      not null, -- when it began, then when it replied
    reply   text,                      -- ProtoJSON; null while the skill runs
    primary key (id, owner, tenant)
);

create index replies_made on replies (at) where reply is not null;
create index replies_awaited on replies (at) where reply is null;
