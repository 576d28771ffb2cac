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
export { Answers, type Question } from './formula/answers.ts'
export { compileFormula, type Formula, type FormulaEnvironment } from './formula/compile.ts'
export type { FieldPath } from './formula/compile-state.ts'
export { FormulaError } from './formula/formula-error.ts'
export { hubLookups, type LookupSignature } from './formula/lookups.ts'
export type { Scope } from './formula/scope.ts'
export type { RecordShape, Shape } from './formula/shape.ts'
export { toJson } from './formula/to-json.ts'
export type { Value } from './formula/value.ts'
