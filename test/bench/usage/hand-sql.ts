/**
 * What somebody who knows DuckDB well would write for each question, over the typed columns: the yardstick for what
 * HogQL and its printer cost. `$1` and `$2` are the first day that counts and the first that no longer does, and `$3` when
 * a person must have been known; of weeks each has its own such moment.
 */
const KNOWN = `known AS (
    SELECT DISTINCT coalesce(o.person_id, e.person_id) AS rep
    FROM stored_event e LEFT JOIN person_override o ON o.distinct_id = e.distinct_id WHERE e.created_at < $3::TIMESTAMP
  )`;
const HEARD_OF = `heard AS (
    SELECT coalesce(o.person_id, e.person_id) AS rep, min(e.created_at) AS heard_of
    FROM stored_event e LEFT JOIN person_override o ON o.distinct_id = e.distinct_id GROUP BY 1
  )`;
const PEOPLE = `SELECT e.*, coalesce(o.person_id, e.person_id) AS rep
    FROM stored_event e LEFT JOIN person_override o ON o.distinct_id = e.distinct_id
    WHERE timestamp >= $1::TIMESTAMP AND timestamp < $2::TIMESTAMP`;
const USED = "'asset_viewed', 'asset_copied', 'asset_downloaded', 'link_opened', 'slide_reached'";
const USE = `event IN (${USED})`;
const ACTIVE = `event IN (${USED}, 'asset_rated', 'search_performed',
  'search_result_opened')`;
const TEAM = "coalesce(nullif(arg_max(p_team, timestamp), ''), 'unknown') AS team";
const WEEK = "date_trunc('week', timestamp)::DATE";

/** People by key and team, over what each of them did with the key. */
function byTeam(
  keys: readonly string[],
  where: string,
  inner: readonly string[],
  outer: readonly string[],
): string {
  const names = keys.map((_, place) => `k${String(place)}`);
  const columns = keys.map((key, place) => `${key} AS ${names[place] ?? ''}`);
  const places = [...names, 'team'].map((_, place) => String(place + 1)).join(', ');
  const isByWeek = keys[0] === WEEK;
  return `WITH ${isByWeek ? HEARD_OF : KNOWN}
    SELECT ${[...names, 'team', ...outer].join(', ')} FROM (
      SELECT ${[...columns, 'rep', TEAM, ...inner].join(', ')} FROM (${PEOPLE})${isByWeek ? '' : ' SEMI JOIN known USING (rep)'} WHERE ${where}
      GROUP BY ${[...names, 'rep'].join(', ')}
    )${isByWeek ? ' JOIN heard USING (rep) WHERE heard_of < k0' : ''} GROUP BY ${places} ORDER BY ${places} LIMIT 50000`;
}

const words = (where: string) => byTeam(['p_query'], `${where} AND p_query <> ''`, [], ['count(*)']);

/** By id of the question; the others are told from the numbers of these. */
export const handSql: Readonly<Record<string, string>> = {
  'use-per-asset': byTeam(
    ['p_asset_id'],
    `${USE} AND p_asset_id <> ''`,
    [
      "count(*) FILTER (event = 'asset_copied') AS copied",
      "count(*) FILTER (event = 'asset_downloaded') AS downloaded",
      "count(*) FILTER (event = 'link_opened') AS opened",
    ],
    [
      'count(*)',
      'count(*) FILTER (copied > 0)',
      'count(*) FILTER (downloaded > 0)',
      'count(*) FILTER (opened > 0)',
    ],
  ),
  'weekly-active-reps-by-team': byTeam([WEEK], ACTIVE, [], ['count(*)']),
  'weekly-active-reps-by-product': byTeam(
    [WEEK, 'p_product'],
    `${USE} AND p_product <> ''`,
    [],
    ['count(*)'],
  ),
  'coverage-of-eligible-reps': byTeam(['p_product'], `${USE} AND p_product <> ''`, [], ['count(*)']),
  'carried-into-calls': byTeam(
    ['p_product'],
    `${USE} AND p_product <> ''`,
    [
      "count(*) FILTER (p_surface IN ('call', 'brief', 'crm', 'agent')) AS carried",
      ...['call', 'brief', 'crm', 'agent'].map(
        (surface) => `count(*) FILTER (p_surface = '${surface}') AS by_${surface}`,
      ),
    ],
    [
      'count(*)',
      ...['carried', 'by_call', 'by_brief', 'by_crm', 'by_agent'].map(
        (name) => `count(*) FILTER (${name} > 0)`,
      ),
    ],
  ),
  'top-searches': words("event = 'search_performed' AND p_results > 0"),
  'empty-searches': words("event = 'search_performed' AND p_results = 0"),
  requested: words("event = 'asset_requested'"),
  'agents-missed': words("event = 'question_asked' AND p_results = 0"),
  'objections-heard': byTeam(
    ['p_objection', 'p_asset_id'],
    "event = 'objection_heard' AND p_objection <> '' AND p_asset_id <> ''",
    [],
    ['count(*)'],
  ),
  'slides-shown': byTeam(
    ['p_asset_id', 'p_file', 'p_slide::BIGINT'],
    "event = 'slide_reached' AND p_asset_id <> '' AND p_file <> '' AND p_slide > 0",
    [],
    ['count(*)'],
  ),
  'who-reads-whose-pages': byTeam(
    ['p_department'],
    "event = 'asset_viewed' AND p_department <> ''",
    [],
    ['count(*)'],
  ),
  'training-by-team': byTeam(
    ['p_asset_id'],
    "event = 'training_step_passed' AND p_asset_id <> ''",
    ['count(*) FILTER (p_left = 0) AS done'],
    ['count(*)', 'count(*) FILTER (done > 0)'],
  ),
  'search-to-open': `WITH ${HEARD_OF}
    SELECT week, team, count(*), count(*) FILTER (found > 0), count(*) FILTER (found > 0 AND opened > 0) FROM (
      SELECT ${WEEK} AS week, rep, ${TEAM},
        count(*) FILTER (event = 'search_performed') AS searches,
        count(*) FILTER (event = 'search_performed' AND p_results > 0) AS found,
        count(*) FILTER (event = 'search_result_opened') AS opened
      FROM (${PEOPLE}) WHERE event IN ('search_performed', 'search_result_opened') GROUP BY 1, 2
    ) JOIN heard USING (rep) WHERE heard_of < week AND searches > 0 GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 50000`,
  'landed-on-the-sentence': byTeam(
    [WEEK],
    "event = 'landing_ended' AND p_by <> ''",
    ["count(*) FILTER (p_by IN ('copied', 'rated')) AS landed"],
    ['count(*)', 'count(*) FILTER (landed > 0)'],
  ),
  'time-to-answer': byTeam(
    [WEEK, 'p_surface'],
    "event = 'time_to_answer' AND p_surface <> ''",
    ['quantile_cont(p_milliseconds, 0.5) AS half'],
    ['count(*)', 'count(*) FILTER (half <= 10000)'],
  ),
  retention: `WITH ${HEARD_OF}, active AS (
      SELECT ${WEEK} AS week, rep, ${TEAM} FROM (${PEOPLE}) WHERE ${ACTIVE} GROUP BY 1, 2
    )
    SELECT a.week, date_diff('week', a.week, b.week) AS later, a.team, count(*)
    FROM active a JOIN active b ON a.rep = b.rep AND b.week BETWEEN a.week AND a.week + 56
      AND b.week >= date_trunc('week', $1::TIMESTAMP)::DATE + 56
    JOIN heard ON heard.rep = b.rep AND heard_of < b.week
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT 50000`,
};
