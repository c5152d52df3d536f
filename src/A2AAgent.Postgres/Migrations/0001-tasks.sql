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
