-- Where a turn came from, so that its trace goes on when another replica runs it again. Compatible since: 1.
alter table tasks add column trace text; -- as W3C Trace Context's traceparent; null while nobody listens to spans
