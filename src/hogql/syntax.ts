/**
 * The parse tree that `@posthog/hogql-parser` gives, as far as the dialect uses it. A node that is not listed here
 * is refused by the printer by name, a field that is not read by `tracked-tree.ts`.
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
  | { node: 'IsDistinctFrom'; left: Node; right: Node; negated?: boolean }
  | { node: 'Lambda'; args: string[]; expr: Node }
  | { node: 'TupleAccess'; tuple: Node; index: number }
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
  /** Whether `= NULL` was written as `IS NULL`, which means the same. */
  is_null_comparison_style?: boolean | null;
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
}

export interface WindowFunctionNode {
  node: 'WindowFunction';
  name: string;
  exprs: Node[] | null;
  over_identifier?: string | null;
  over_expr?: WindowNode | null;
}

export interface WindowNode {
  node: 'WindowExpr';
  partition_by: Node[] | null;
  order_by: OrderNode[] | null;
  frame_method?: string | null;
  frame_start?: WindowFrameNode | null;
  frame_end?: WindowFrameNode | null;
}

/** One end of a frame; without a value it is UNBOUNDED. */
export interface WindowFrameNode {
  node: 'WindowFrameExpr';
  frame_type: string;
  frame_value?: number | null;
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
  join_type?: string | null;
  constraint?: { constraint_type: string; expr: Node } | null;
  next_join: JoinNode | null;
}

export interface CteNode {
  node: 'CTE';
  name: string;
  expr: Node;
  cte_type: string;
}

export interface SelectNode {
  node: 'SelectQuery';
  ctes: CteNode[] | null;
  distinct: boolean | null;
  select: Node[];
  select_from: JoinNode | null;
  where: Node | null;
  group_by: Node[] | null;
  having: Node | null;
  order_by?: OrderNode[] | null;
  limit?: Node | null;
  limit_by?: { n: Node; offset_value?: Node | null; exprs: Node[] } | null;
  offset?: Node | null;
  array_join_op?: string | null;
  array_join_list?: Node[] | null;
  window_exprs?: Readonly<Record<string, WindowNode>> | null;
}

export interface SelectSetNode {
  node: 'SelectSetQuery';
  initial_select_query: SelectNode | SelectSetNode;
  subsequent_select_queries: {
    node: 'SelectSetNode';
    set_operator: string;
    select_query: SelectNode | SelectSetNode;
  }[];
  limit?: Node | null;
  offset?: Node | null;
}

export type QueryNode = SelectNode | SelectSetNode;
