import type { QuestionId } from '../../../src/usage/questions/questions.ts';

/**
 * What somebody who knows DuckDB well would write for each question, over the typed columns: the yardstick for what
 * HogQL and its printer cost. `$1` and `$2` are the first day that counts and the first that no longer does.
 */
const PEOPLE = `SELECT e.*, coalesce(o.person_id, e.person_id) AS rep
  FROM stored_event e LEFT JOIN person_override o ON o.distinct_id = e.distinct_id`;
const SPAN = `timestamp >= $1::TIMESTAMP AND timestamp < $2::TIMESTAMP`;
const USE = `event IN ('asset_viewed', 'asset_copied', 'asset_downloaded') AND ${SPAN}`;
const ACTIVE = `event IN ('asset_viewed', 'asset_copied', 'asset_downloaded', 'asset_rated', 'search_performed',
  'search_result_opened') AND ${SPAN}`;

function words(condition: string): string {
  return `SELECT p_query, count(DISTINCT rep) AS people, count(*) AS times FROM (${PEOPLE})
    WHERE ${condition} AND ${SPAN} AND p_query <> ''
    GROUP BY 1 ORDER BY people DESC, times DESC, p_query LIMIT 5000`;
}

const REP_WEEKS = `SELECT DISTINCT rep, date_trunc('week', timestamp)::DATE AS week FROM (${PEOPLE}) WHERE ${ACTIVE}`;

/** By id of the question. */
export const handSql: Readonly<Record<QuestionId, string>> = {
  'use-per-asset': `SELECT p_asset_id, count(DISTINCT rep) AS reps,
      count(*) FILTER (event = 'asset_viewed') AS views, count(DISTINCT rep) FILTER (event = 'asset_viewed'),
      count(*) FILTER (event = 'asset_copied'), count(DISTINCT rep) FILTER (event = 'asset_copied'),
      count(*) FILTER (event = 'asset_downloaded'), count(DISTINCT rep) FILTER (event = 'asset_downloaded')
    FROM (${PEOPLE}) WHERE ${USE} AND p_asset_id <> ''
    GROUP BY 1 ORDER BY reps DESC, views DESC, p_asset_id LIMIT 20000`,
  'weekly-active-reps-by-team': `SELECT week, team, reps FROM (
      SELECT date_trunc('week', timestamp)::DATE AS week, coalesce(p_team, 'unknown') AS team, count(DISTINCT rep) AS reps
      FROM (${PEOPLE}) WHERE ${ACTIVE} GROUP BY 1, 2
      UNION ALL
      SELECT date_trunc('week', timestamp)::DATE, 'all', count(DISTINCT rep) FROM (${PEOPLE}) WHERE ${ACTIVE} GROUP BY 1
    ) ORDER BY week, team LIMIT 20000`,
  'weekly-active-reps-by-product': `SELECT date_trunc('week', timestamp)::DATE AS week, p_product, count(DISTINCT rep)
    FROM (${PEOPLE}) WHERE ${USE} AND p_product <> '' GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 20000`,
  'coverage-of-eligible-reps': `SELECT p_product, count(DISTINCT rep) AS reps FROM (${PEOPLE})
    WHERE ${USE} AND p_product <> '' GROUP BY 1 ORDER BY reps DESC, p_product LIMIT 1000`,
  'time-to-first-use': `SELECT p_asset_id, first_use, min(first_use) OVER () FROM (
      SELECT p_asset_id, rep, min(timestamp) AS first_use FROM (${PEOPLE})
      WHERE ${USE} AND p_asset_id <> '' GROUP BY 1, 2
    ) QUALIFY row_number() OVER (PARTITION BY p_asset_id ORDER BY first_use) = 5 ORDER BY 1 LIMIT 20000`,
  'never-used': `SELECT DISTINCT p_asset_id FROM stored_event WHERE ${USE} AND p_asset_id <> '' ORDER BY 1 LIMIT 50000`,
  'top-searches': words("event = 'search_performed' AND p_results > 0"),
  'empty-searches': words("event = 'search_performed' AND p_results = 0"),
  requested: words("event = 'asset_requested'"),
  'objections-heard': `SELECT p_objection, p_asset_id, count(DISTINCT rep) AS reps, count(*) AS times FROM (${PEOPLE})
    WHERE event = 'objection_heard' AND ${SPAN} AND p_objection <> '' AND p_asset_id <> ''
    GROUP BY 1, 2 ORDER BY reps DESC, times DESC, p_asset_id, p_objection LIMIT 5000`,
  'search-to-open': `SELECT week, count(*), count(*) FILTER (found > 0), count(*) FILTER (found > 0 AND opened > 0) FROM (
      SELECT date_trunc('week', timestamp)::DATE AS week, rep,
        count(*) FILTER (event = 'search_performed') AS searches,
        count(*) FILTER (event = 'search_performed' AND p_results > 0) AS found,
        count(*) FILTER (event = 'search_result_opened') AS opened
      FROM (${PEOPLE}) WHERE event IN ('search_performed', 'search_result_opened') AND ${SPAN} GROUP BY 1, 2
    ) WHERE searches > 0 GROUP BY week ORDER BY week LIMIT 5000`,
  'time-to-answer': `SELECT date_trunc('week', timestamp)::DATE AS week, count(DISTINCT rep),
      quantile_cont(p_milliseconds, 0.5), quantile_cont(p_milliseconds, 0.75)
    FROM (${PEOPLE}) WHERE event = 'time_to_answer' AND ${SPAN} GROUP BY 1 ORDER BY 1 LIMIT 5000`,
  retention: `WITH active AS (${REP_WEEKS})
    SELECT a.week, date_diff('week', a.week, b.week) AS later, count(DISTINCT a.rep)
    FROM active a JOIN active b ON a.rep = b.rep AND b.week BETWEEN a.week AND a.week + 56
    GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 5000`,
  'before-and-after-revision': `WITH used AS (
      SELECT p_asset_id AS asset, p_asset_rev AS revision, rep, timestamp AS moment FROM (${PEOPLE}) WHERE ${USE}
    ), revised AS (
      SELECT asset, since,
        least(30, date_diff('day', first_use, since), date_diff('day', since, $2::TIMESTAMP)) AS days
      FROM (
        SELECT asset, since, min(since) OVER (PARTITION BY asset) AS first_use,
          row_number() OVER (PARTITION BY asset ORDER BY since DESC, revision DESC) AS place
        FROM (
          SELECT asset, revision, min(moment) AS since FROM used WHERE asset <> '' AND revision <> '' GROUP BY 1, 2
        )
      ) WHERE place = 1 AND first_use < since
    )
    SELECT asset, any_value(since), any_value(days),
      count(DISTINCT rep) FILTER (moment < since), count(DISTINCT (rep, moment::DATE)) FILTER (moment < since),
      count(DISTINCT rep) FILTER (moment >= since), count(DISTINCT (rep, moment::DATE)) FILTER (moment >= since)
    FROM revised JOIN used USING (asset)
    WHERE moment >= since - to_days(days::INT) AND moment < since + to_days(days::INT)
    GROUP BY asset ORDER BY asset LIMIT 20000`,
};
