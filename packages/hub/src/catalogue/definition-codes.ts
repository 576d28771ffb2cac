import type { Entry } from './entry.ts'

const arises = 'definition'

/** What a check can say of a definition before any record meets it. */
export const definitionCodes = {
  SHAPE: {
    arises,
    title: 'Not a Definition',
    description: 'The definition is not in the form that a flow has.',
    resolution: 'Put right the place that the message names; the schema is recipes/flow.schema.json.',
  },
  UNREADABLE: {
    arises,
    title: 'Unreadable Formula',
    description: 'The formula cannot be read.',
    resolution: 'Look at the line and column that the message names: a bracket, a quote or an operator is amiss.',
  },
  FORMULA: {
    arises,
    title: 'Unreadable Formula',
    description: 'The formula cannot be compiled.',
    resolution: 'Look at the place that the message names.',
  },
  UNLISTED_FIELD: {
    arises,
    title: 'Field Not Listed',
    description: 'The record is open to fields of its own, and this one is not among the known ones.',
    resolution: 'Check the spelling; leave it if the field is there.',
  },
  UNKNOWN_FUNCTION: {
    arises,
    title: 'Unknown Function',
    description: 'The formula calls a function that the language does not have.',
    resolution: 'See docs/reference/formula.md for the functions there are.',
  },
  WRONG_ARITY: {
    arises,
    title: 'Wrong Number of Arguments',
    description: 'A function is given more or fewer arguments than it takes.',
    resolution: 'See docs/reference/formula.md for its arguments.',
  },
  TYPE_MISMATCH: {
    arises,
    title: 'Types Do Not Fit',
    description: 'A value is used as something that it can never be.',
    resolution: 'Convert it, as in Convert.ToString(…).',
  },
  NOT_BOOLEAN: {
    arises,
    title: 'No Condition',
    description: 'A condition gives something else than true or false.',
    resolution: 'Write a comparison, as in City == "Ulm".',
  },
  CONSTANT_CONDITION: {
    arises,
    title: 'Condition Without a Choice',
    description: 'A condition is always true, or always false.',
    resolution: 'Take it out, or compare with a field.',
  },
  UNREACHABLE_BRANCH: {
    arises,
    title: 'Branch Never Taken',
    description: 'A part of the formula can never be reached.',
    resolution: 'Take it out, or change the condition before it.',
  },
  UNKNOWN_DESTINATION: {
    arises,
    title: 'Unknown Destination Field',
    description: 'A rule fills a field that the destination does not have.',
    resolution: 'Compare the spelling; for a field of your own use a custom field.',
  },
  RULE_WITHOUT_KIND: {
    arises,
    title: 'Rule Without a Kind',
    description: 'A rule says neither field nor static nor formula nor lookup.',
    resolution: 'Say one of the four.',
  },
  DUPLICATE_RULE: {
    arises,
    title: 'One Field Filled Twice',
    description: 'Two rules of one mapping fill the same field.',
    resolution: 'Take one of them out.',
  },
  DUPLICATE_MAPPING: {
    arises,
    title: 'One Name Twice',
    description: 'Two mappings of a flow have the same name.',
    resolution: 'Rename one of them.',
  },
  CHILD_WITHOUT_KEY: {
    arises,
    title: 'Child Mapping Without a Key',
    description: 'A child mapping does not say by which field its children are told apart.',
    resolution: 'Name the field in "key".',
  },
  REQUIRED_UNMAPPED: {
    arises,
    title: 'Required Field Not Mapped',
    description: 'The entity needs a field that no rule fills.',
    resolution: 'Add a rule for it.',
  },
  IDENTIFIER_UNMAPPED: {
    arises,
    title: 'Nothing to Find a Record By',
    description: 'No rule fills a field by which the destination finds a record that it has already.',
    resolution: 'Add a rule for it; leave it out only where the other fields suffice to find everybody.',
  },
  CONSTANT_IN_UNIQUE_FIELD: {
    arises,
    title: 'Constant in a Unique Field',
    description: 'A rule gives the same value to every record in a field that is unique.',
    resolution: 'Map a field of the source, or leave those records out by a filter.',
  },
  MANAGED_FIELD_UPDATED: {
    arises,
    title: 'Update of What People Decide',
    description: 'An update writes a field that people decide at the destination, as consent.',
    resolution: 'Let the rule serve the creation only: only: add.',
  },
  LIST_WITHOUT_NAME: {
    arises,
    title: 'List Without a Name',
    description: 'A rule for a list names no list.',
    resolution: 'Write its name after LIST_ or UCLIST_.',
  },
  LIST_VALUE: {
    arises,
    title: 'Wrong Value for a List',
    description: 'A rule for a list gives something else than true or false.',
    resolution: 'Write true to subscribe, false to leave.',
  },
  LIST_WITHOUT_PREFIX: {
    arises,
    title: 'List Without a Prefix',
    description: 'A name looks like a list and has no LIST_ before it, so it is a property.',
    resolution: 'Write LIST_ before it if a list is meant.',
  },
  NEAR_NAME: {
    arises,
    title: 'Nearly a Known Name',
    description: 'A name is nearly that of a known field.',
    resolution: 'Take the name that the finding offers, or leave it if it is meant.',
  },
  SHADOWED_MAPPING: {
    arises,
    title: 'Mapping Never Chosen',
    description: 'An earlier mapping takes every record that this one is for.',
    resolution: 'Take it out, or change the type of the other.',
  },
  USELESS_TRIGGER: {
    arises,
    title: 'Trigger Without Effect',
    description: 'The trigger does not fit the direction of the flow.',
    resolution: 'Take it out.',
  },
  FLOW_CONFLICT: {
    arises,
    title: 'Two Flows Move the Same Records',
    description: 'Another enabled flow moves the same records the same way.',
    resolution: 'Pause one of the two, or say "override".',
  },
} as const satisfies Record<string, Entry>
