export type {
  Brakes,
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
export { maskCardNumbers } from './entities/card-number.ts'
export { customer } from './entities/customer.ts'
export { entities, shapeOf } from './entities/entities.ts'
export { type EntityShape, type FieldShape, type FieldType, shapeOfJsonSchema } from './entities/entity-shape.ts'
export { fieldsOfKey, keyReader, type RecordKey } from './entities/keys.ts'
export { validateRecord } from './entities/validate.ts'
export { type Contribution, contribute, type Since } from './fold/contribution.ts'
export { applyPatch, difference, type Patch, type PatchEntry } from './fold/difference.ts'
export { type Folded, type FoldPolicy, fold } from './fold/fold.ts'
export { type UndonePatch, undoPatch } from './fold/undo-patch.ts'
export { isSame } from './fold/value-shape.ts'
export { forget, layOver } from './fold/words.ts'
export { Answers, type Question } from './formula/answers.ts'
export { type CheckEnvironment, checkFormula } from './formula/check.ts'
export { compileFormula, type Formula, type FormulaEnvironment } from './formula/compile.ts'
export type { FieldPath } from './formula/compile-state.ts'
export type { Diagnostic, DiagnosticCode, Fix } from './formula/diagnostic.ts'
export { explainFormula, type FormulaExplanation } from './formula/explain.ts'
export { FormulaError } from './formula/formula-error.ts'
export type { FormulaFunction } from './formula/function.ts'
export { countryCode } from './formula/functions/countries.ts'
export { e164 } from './formula/functions/shop.ts'
export { formulaFunctions } from './formula/functions.ts'
export { hubLookups, type LookupSignature } from './formula/lookups.ts'
export { parseFormula } from './formula/parse.ts'
export { printFormula } from './formula/print.ts'
export { functionReference } from './formula/reference.ts'
export type { Scope } from './formula/scope.ts'
export type { RecordShape, Shape } from './formula/shape.ts'
export { toJson } from './formula/to-json.ts'
export type { Value } from './formula/value.ts'
export type { Json, JsonObject } from './json.ts'
export { type EarningRules, earnedBy, type OrderOfCustomer, targetsOf } from './loyalty/earned-by.ts'
export { beginOfDay, calendar } from './loyalty/zone-day.ts'
export type { ChildOutcome } from './mapping/apply-children.ts'
export {
  type CheckFlowEnvironment,
  checkFlow,
  checkFlows,
  type FlowConflict,
  type PlacedFlow,
} from './mapping/check-flow.ts'
export { recordShapeOf } from './mapping/check-formulas.ts'
export {
  compileFlow,
  type FlowEnvironment,
  type FlowMapper,
  type MapInput,
  type MapResult,
} from './mapping/compile-flow.ts'
export { describeFlow, type FlowContext } from './mapping/describe-flow.ts'
export type { FlowDiagnostic } from './mapping/diagnostic.ts'
export { diffDefinitions } from './mapping/diff-definitions.ts'
export { type ExplainedField, type Explanation, explainMapping } from './mapping/explain-mapping.ts'
export { type Lineage, lineageOf } from './mapping/lineage.ts'
export { MappingError, type Problem } from './mapping/mapping-error.ts'
export { type Reason, reasonCodes } from './mapping/reason.ts'
export { requiredByFilter } from './mapping/required-by-filter.ts'
export { fitFlow, type LeftOut, type ReversedFlow, reverseFlow } from './mapping/reverse-flow.ts'
export { type CaseResult, runCase } from './mapping/run-case.ts'
