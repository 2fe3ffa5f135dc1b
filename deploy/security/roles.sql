-- Run once by an administrator of the server, before the first migration:
--   psql -v database=warehouse -v owner_password=… -v loader_password=… -v reader_password=… -f roles.sql postgres
-- Rights on tables are the migrations' to grant (pipeline.grant_roles). docs/warehouse.md says who may do what.

-- What the migrations grant to.
CREATE ROLE bi_loader NOLOGIN;
CREATE ROLE bi_reader NOLOGIN;
CREATE ROLE bi_reader_personal NOLOGIN;

-- The tables' owner: only the command migrate uses it.
CREATE ROLE loyalty_owner LOGIN PASSWORD :'owner_password';

-- db-consumption-service, with consumption.table.migrations=CHECK.
CREATE ROLE loyalty_loader LOGIN PASSWORD :'loader_password' IN ROLE bi_loader;

-- An analyst or a tool; IN ROLE bi_reader_personal where personal data is needed.
CREATE ROLE loyalty_reader LOGIN PASSWORD :'reader_password' IN ROLE bi_reader;

CREATE DATABASE :"database" OWNER loyalty_owner;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
-- The load stages what may be a duplicate in temporary tables.
GRANT CONNECT, TEMPORARY ON DATABASE :"database" TO bi_loader;
GRANT CONNECT ON DATABASE :"database" TO bi_reader, bi_reader_personal;
