/**
 * The parse tree that `@posthog/hogql-parser` gives, as far as the dialect uses it. A node that is not listed here
 * is refused by the printer by name.
 */
export type Node =
  | ConstantNode
  | FieldNode
  | CallNode
  | WindowFunctionNode
  | PlaceholderNode
  | { node: 'Alias'; alias: string; expr: Node }
  | { node: 'And' | 'Or'; exprs: Node[] }
  | { node: 'Not'; expr: Node }
  | { node: 'Tuple' | 'Array'; exprs: Node[] }
  | { node: 'ArithmeticOperation'; op: string; left: Node; right: Node }
  | CompareNode
  | { node: 'BetweenExpr'; expr: Node; low: Node; high: Node; negated: boolean }
  | ArrayAccessNode
  | { node: 'TypeCast' | 'TryCast'; expr: Node; type_name: string }
  | SelectNode
  | SelectSetNode;

export interface ConstantNode {
  node: 'Constant';
  value: string | number | boolean | null;
  /** `number` where JSON cannot hold the value: `Infinity`, `NaN`, an integer past 2^64. */
  value_type?: string;
}

interface FieldNode {
  node: 'Field';
  chain: (string | number)[];
}

interface PlaceholderNode {
  node: 'Placeholder';
  expr: Node;
}

export interface CompareNode {
  node: 'CompareOperation';
  op: string;
  left: Node;
  right: Node;
}

export interface ArrayAccessNode {
  node: 'ArrayAccess';
  array: Node;
  property: Node;
}

export interface CallNode {
  node: 'Call';
  name: string;
  args: Node[];
  /** `quantile(0.5)(x)`: the 0.5. */
  params?: Node[] | null;
  distinct?: boolean | null;
  filter_expr?: Node | null;
  order_by?: OrderNode[] | null;
  within_group?: unknown;
}

export interface WindowFunctionNode {
  node: 'WindowFunction';
  name: string;
  args: Node[] | null;
  exprs: Node[] | null;
  over_identifier?: string | null;
  over_expr?: WindowNode | null;
}

interface WindowNode {
  node: 'WindowExpr';
  partition_by: Node[] | null;
  order_by: OrderNode[] | null;
  frame_method?: string | null;
  frame_start?: unknown;
  frame_end?: unknown;
}

export interface OrderNode {
  node: 'OrderExpr';
  expr: Node;
  order: 'ASC' | 'DESC';
}

export interface JoinNode {
  node: 'JoinExpr';
  table: Node;
  alias: string | null;
  column_aliases?: unknown;
  table_args?: Node[] | null;
  table_final?: boolean | null;
  sample?: unknown;
  join_type?: string | null;
  constraint?: { constraint_type: string; expr: Node } | null;
  next_join: JoinNode | null;
}

export interface CteNode {
  node: 'CTE';
  name: string;
  expr: Node;
  cte_type: string;
  columns?: unknown;
}

export interface SelectNode {
  node: 'SelectQuery';
  ctes: CteNode[] | null;
  distinct: boolean | null;
  select: Node[];
  select_from: JoinNode | null;
  where: Node | null;
  prewhere?: Node | null;
  group_by: Node[] | null;
  group_by_mode?: string | null;
  having: Node | null;
  qualify?: Node | null;
  order_by?: OrderNode[] | null;
  limit?: Node | null;
  limit_by?: { n: Node; offset_value?: Node | null; exprs: Node[] } | null;
  limit_with_ties?: boolean | null;
  offset?: Node | null;
  array_join_op?: string | null;
  window_exprs?: unknown;
  settings?: unknown;
}

export interface SelectSetNode {
  node: 'SelectSetQuery';
  initial_select_query: SelectNode | SelectSetNode;
  subsequent_select_queries: {
    node: 'SelectSetNode';
    set_operator: string;
    select_query: SelectNode | SelectSetNode;
  }[];
}

export type QueryNode = SelectNode | SelectSetNode;
