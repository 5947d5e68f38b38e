/**
 * Import this before anything else. Node's pool of threads serves syncs of the journal and questions to DuckDB alike;
 * with the four threads it has by itself a few long questions hold up every acknowledgement for seconds. The pool
 * reads this setting when its first piece of work comes, and loading modules is none.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '16';
