-- Statistics are gathered while a load runs. A sample of a third tells the planner how many rows
-- there are of which system just as well, and takes a third of the time.
alter function refresh_statistics() set default_statistics_target = 30;
