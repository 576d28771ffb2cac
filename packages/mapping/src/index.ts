export type {
  ChildDefinition,
  Collision,
  Direction,
  FieldRule,
  FlowDefinition,
  FormulaRule,
  LookupRule,
  MappingCase,
  MappingDefinition,
  Recipe,
  Rule,
  RuleTarget,
  StaticRule,
  SyncType,
  Triggers,
} from './definition.ts'
export { type Contribution, contribute, type Since } from './fold/contribution.ts'
export { applyPatch, difference, type Patch, type PatchEntry } from './fold/difference.ts'
export { type Folded, type FoldPolicy, fold } from './fold/fold.ts'
export { lookUp } from './fold/path.ts'
export { isSame } from './fold/value-shape.ts'
export type { Json, JsonObject } from './json.ts'
