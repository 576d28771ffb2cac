-- A run that its brakes stopped asks a person something: an issue of its own shape, closed when he has decided.
alter table issue drop constraint issue_shape_check;

alter table issue add constraint issue_shape_check check (shape in ('records', 'flow', 'connection', 'run'));
