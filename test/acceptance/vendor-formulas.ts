/** The formulas of the replaced service's reference, each with what it must give and what its check must say. */
export interface VendorFormula {
  formula: string
  gives: unknown
  record?: Record<string, unknown>
  destination?: Record<string, unknown>
  parent?: Record<string, unknown>
  /** What the check against a customer of Clover finds; nothing unless told. */
  finds?: string[]
}

const addresses = [
  { Id: 'A1', City: 'Ulm', IsPrimaryBilling: false },
  { Id: 'A2', City: 'Bonn', IsPrimaryBilling: true, CustomFields: [{ customFieldName: 'Gate', value: '7' }] },
]
const customFields = [{ customFieldName: 'Tier', value: 'gold' }]

export const vendorFormulas: readonly VendorFormula[] = [
  // Syntax
  { formula: 'EmailAddress', record: { email_address: 'a@b.c' }, gives: 'a@b.c' },
  { formula: 'Parent.FirstName', parent: { FirstName: 'Ann' }, gives: 'Ann' },
  { formula: 'parent.FirstName', parent: { first_name: 'Ann' }, gives: 'Ann' },
  { formula: 'DestinationValue.CustomerNumber', destination: { CustomerNumber: 'C-77' }, gives: 'C-77' },
  { formula: '"text"', gives: 'text' },
  { formula: '12.50', gives: 12.5 },
  { formula: 'true', gives: true },
  { formula: 'null', gives: null },
  { formula: '7 + 3 * 2 - 8 / 4 % 3', gives: 11 },
  { formula: 'FirstName + " " + LastName', record: { FirstName: 'Ann', LastName: 'Lee' }, gives: 'Ann Lee' },
  { formula: '1 == 1 && 1 != 2 && 1 < 2 && 2 <= 2 && 2 > 1 && 2 >= 2', gives: true },
  { formula: 'false || !false', gives: true },
  { formula: '(true ? "a" : "b")', gives: 'a', finds: ['constant_condition'] },
  { formula: 'Addresses[0].City', record: { Addresses: addresses }, gives: 'Ulm' },
  { formula: 'Addresses.Count', record: { Addresses: addresses }, gives: 2 },
  { formula: 'Id.ToString()', record: { Id: 5 }, gives: '5' },
  { formula: 'FirstName.Replace("a", "b")', record: { FirstName: 'banana' }, gives: 'bbnbnb' },
  {
    formula: 'if (IsEmpty(LastName)) { return FirstName; } else return LastName;',
    record: { FirstName: 'Ann' },
    gives: 'Ann',
  },
  {
    formula: 'if (IsEmpty(LastName)) { return FirstName; } return LastName;',
    record: { LastName: 'Lee' },
    gives: 'Lee',
  },
  { formula: 'SpaceportSystemId', gives: null },
  { formula: 'SourceTypeName', gives: null },
  { formula: 'CustomFields', record: { CustomFields: customFields }, gives: customFields },
  // Filters
  { formula: '!IsEmpty(EmailAddress)', record: { EmailAddress: '' }, gives: false },
  { formula: 'PaymentState == "PAID"', record: { PaymentState: 'PAID' }, gives: true },
  {
    formula: 'Variants == null || Variants.Count == 0',
    record: { Variants: [] },
    gives: true,
  },
  { formula: '(IsEmpty(EmailAddress) ? "guest@customerdomain.com" : EmailAddress)', gives: 'guest@customerdomain.com' },
  {
    formula: 'FirstMatch(Addresses, "IsPrimaryBilling == true")',
    record: { Addresses: addresses },
    gives: addresses[1],
  },
  {
    formula: 'FirstMatch(Addresses, "IsPrimaryBilling == true").City',
    record: { Addresses: addresses },
    gives: 'Bonn',
  },
  // Built-ins
  ...['null', '"00000000-0000-0000-0000-000000000000"', 'MinimumDateTime()', '""', '0m'].map((value) => ({
    formula: `IsEmpty(${value})`,
    gives: true,
  })),
  ...['" "', '0', 'ConvertToDouble("1")', 'new[] { }'].map((value) => ({ formula: `IsEmpty(${value})`, gives: false })),
  { formula: 'IsNull(Missing)', gives: true },
  { formula: 'IsNull("")', gives: false },
  { formula: 'Coalesce(null, "", "b")', gives: '' },
  { formula: 'Coalesce(null, null)', gives: null },
  { formula: 'CoalesceToDateTime(null, "2024-02-29T10:00:00Z")', gives: '2024-02-29T10:00:00.000Z' },
  { formula: 'CoalesceToDecimal(null, "19.90")', gives: 19.9 },
  { formula: 'CoalesceToInt(82.8)', gives: 82 },
  { formula: 'CoalesceToInt(-1.2)', gives: -2 },
  { formula: 'ConvertToInt("2.5")', gives: 2 },
  { formula: 'ConvertToInt(3.5)', gives: 4 },
  { formula: 'ConvertToLong("42")', gives: 42 },
  { formula: 'ConvertToDecimal("1.10")', gives: 1.1 },
  { formula: 'ConvertToDouble("1.10")', gives: 1.1 },
  { formula: 'TypesafeMultiplication(null, 5)', gives: 0 },
  { formula: 'TypesafeDivision(null, 5)', gives: 0 },
  { formula: 'Larger(2, 10)', gives: 10 },
  { formula: 'Larger(null, -3)', gives: -3 },
  { formula: 'Larger(null, null)', gives: 0 },
  { formula: 'First(Addresses)', record: { Addresses: addresses }, gives: addresses[0] },
  { formula: 'First(Addresses)', record: { Addresses: [] }, gives: null },
  {
    formula: 'FieldFromFirstMatch(Addresses, "IsPrimaryBilling == true", "City")',
    record: { Addresses: addresses },
    gives: 'Bonn',
  },
  {
    formula: 'FieldFromFirstMatch(Addresses, "IsPrimaryBilling == true", "City")',
    record: { Addresses: [] },
    gives: null,
  },
  { formula: 'GetValue(First(Addresses), "City")', record: { Addresses: addresses }, gives: 'Ulm' },
  {
    formula: 'GetCustomFieldValue(CustomFields, "Tier")',
    record: { CustomFields: customFields },
    gives: 'gold',
  },
  {
    formula: 'GetCustomFieldValue(Parent.CustomFields, "Tier")',
    parent: { CustomFields: customFields },
    gives: 'gold',
  },
  {
    formula: 'GetCustomFieldValue(FirstMatch(Addresses, "IsPrimaryBilling == true").CustomFields, "Gate")',
    record: { Addresses: addresses },
    gives: '7',
  },
  { formula: 'DateOnly("2024-02-29T10:00:00Z")', gives: '2024-02-29' },
  { formula: 'DateOnly("1719786600")', gives: '2024-06-30' },
  { formula: 'DateOnly("0")', gives: null },
  { formula: 'DateOnly("no date")', gives: null },
  { formula: 'LocalDateTimeFromDateTimeOffset(MinimumDateTime())', gives: null },
  { formula: 'DateTimeOffsetFromLocalDateTime("2024-07-01T10:00:00")', gives: '2024-07-01T10:00:00.000Z' },
  { formula: 'CurrentDateTime() > MinimumDateTime()', gives: true },
  { formula: 'CurrentDateTimeOffset() < MaximumDateTime()', gives: true },
  { formula: 'IntListFromString("[1,2]")', gives: [1, 2] },
  { formula: 'IntListFromString("")', gives: null },
  { formula: 'StringListFromString("[a,b]")', gives: ['a', 'b'] },
  { formula: 'StringListFromString("a,b")', gives: ['a', 'b'] },
  { formula: 'JSONToDictionary(null)', gives: null },
  { formula: 'ReadFromStringDictionary(JSONToDictionary("{\\"a\\":\\"1\\"}"), "a")', gives: '1' },
  { formula: 'ReadFromStringDictionary(JSONToDictionary("{}"), "a")', gives: null },
  { formula: 'SubstringAfterLastMatch("a/b/c", "/")', gives: 'c' },
  { formula: 'SubstringAfterLastMatch("abc", "/")', gives: null },
  { formula: 'RemovePrefix("SKU-", "SKU-77")', gives: '77' },
  { formula: 'RemovePrefix("SKU-", "77")', gives: '77' },
  { formula: 'RegExMatch("94085", @"^\\d{5}$")', gives: true },
  { formula: 'WildcardMatch("xabcx", "%abc%")', gives: true },
  { formula: 'Truncate("Darjeeling", 4)', gives: 'Darj' },
  { formula: 'Truncate(null, 4)', gives: null },
  { formula: 'GetExternalIdAsync(Id, "Customer", SpaceportSystemId)', record: { Id: '7' }, gives: null },
  { formula: 'CountryCode("Germany")', gives: 'DE' },
  { formula: 'CountryCodeRequired("Germany")', gives: 'DE' },
  { formula: 'GetKlaviyoFormattedPhoneNumber("(415) 555-2671")', gives: '+14155552671' },
  { formula: 'GetKlaviyoFormattedPhoneNumber("12")', gives: null },
]
