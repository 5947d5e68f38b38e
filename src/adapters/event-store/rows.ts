import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListType,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
  DuckDBUUIDValue,
  type DuckDBResultReader,
  type DuckDBType,
} from '@duckdb/node-api';
import type { StoreTable, StoreValue } from '../../usage/event-store.ts';

/** ClickHouse's name for a type, as PostHog reports the columns of an answer. */
function clickhouseType(type: DuckDBType): string {
  if (type instanceof DuckDBListType) return `Array(${clickhouseType(type.valueType)})`;
  const name = String(type);
  const names: Record<string, string> = {
    VARCHAR: 'String',
    UUID: 'UUID',
    BOOLEAN: 'Bool',
    DATE: 'Date',
    TIMESTAMP: "DateTime64(6, 'UTC')",
    DOUBLE: 'Float64',
    BIGINT: 'Int64',
    HUGEINT: 'Int64',
    UBIGINT: 'UInt64',
    UTINYINT: 'UInt8',
    INTEGER: 'Int32',
  };
  return names[name] ?? (name.startsWith('DECIMAL') ? 'Float64' : 'String');
}

/** `2026-11-22T10:00:00Z`, with six digits after the point where there is a fraction, as Python writes it. */
function renderTimestamp(micros: bigint): string {
  const iso = new Date(Number(micros / 1000n)).toISOString().slice(0, 19);
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  return fraction === 0n ? `${iso}Z` : `${iso}.${String(fraction).padStart(6, '0')}Z`;
}

function toValue(value: unknown): StoreValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  // JSON has no infinity; PostHog gives null for it too.
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampValue) return renderTimestamp(value.micros);
  if (value instanceof DuckDBUUIDValue) return value.toString();
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue) return value.items.map(toValue);
  if (value instanceof DuckDBStructValue) return Object.values(value.entries).map(toValue);
  return String(value);
}

/** Rows as they travel to whoever asked. */
export function readTable(reader: DuckDBResultReader): StoreTable {
  const types = reader.columnTypes();
  return {
    columns: reader
      .columnNames()
      .map((name, index) => ({ name, type: clickhouseType(types[index] as DuckDBType) })),
    rows: reader.getRows().map((row) => row.map(toValue)),
  };
}
