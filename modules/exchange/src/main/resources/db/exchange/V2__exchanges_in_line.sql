-- An exchange is some four kilobytes, sealed: PostgreSQL would try to compress what cannot be compressed, and put it
-- into a table of its own, beyond two.
${only_postgresql} alter table exchange_exchange set (toast_tuple_target = 8160);
