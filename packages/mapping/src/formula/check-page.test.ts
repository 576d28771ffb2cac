/** What the checker says of many formulas, as one page that a person has read. */
import { expect, test } from 'vitest'
import { type CheckEnvironment, checkFormula } from './check.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { RecordShape } from './shape.ts'

const line: RecordShape = { type: 'record', fields: { sku: { type: 'text' }, price: { type: 'decimal' } } }
const source: RecordShape = {
  type: 'record',
  fields: {
    ...{ name: { type: 'text' }, city: { type: 'text' }, total: { type: 'decimal' }, count: { type: 'whole' } },
    ...{ paid: { type: 'flag' }, at: { type: 'date' }, any: { type: 'any' }, place: line },
    ...{ lines: { type: 'list', of: line }, tags: { type: 'list', of: { type: 'text' } } },
  },
}
const parent: RecordShape = { type: 'record', fields: { number: { type: 'text' } } }
const lookups = [
  {
    name: 'FindAsync',
    params: [
      { name: 'key', type: 'text' as const },
      { name: 'of', type: 'text' as const, optional: true },
    ],
  },
]
const environment: CheckEnvironment = { source, parent, destination: parent, lookups, variables: ['ShopId'] }

const pages: readonly (readonly [title: string, formulas: string, filter?: string])[] = [
  [
    'Sound, and nothing is said',
    `
Name + Total
Total + Count
Count % 2
-Total
Any + 1
Any - Any
1 + Any
null + "x"
At < At
At < "2024-01-01"
"2024-01-01" >= At
Name < City
Total <= Count
Any > At
At > Any
At == "2024-01-01"
"2024-01-01" != At
Total == Count
Any == Name
Name != Any
Name == null
Tags[0].ToUpper()
Tags[Any]
Name[0].ToUpper()
Place["Sku"]
Any["Sku"].Whatever
Any.Nothing
Lines[0].Price - 1
this.Name
Parent.Number
DestinationValue.Number
ShopId
shopid + 1
Tags.Where(t => t == "a").Count
Tags.Where("it == \\"a\\"")
Lines.Select("this.Price").Sum()
Lines.Where("Price > 1").First().Price - 1
Lines.OrderBy(l => l.Price).Last().Price - 1
Tags.Skip(1).First().Length - 1
FindAsync(Name)
FindAsync(Name, null)
FindAsync(Name, City)
(int)Name - 1
(string)Total + 1
$"{Name}: {Total}"
Coalesce(Total, Count) - 1
GetValue(Place, "Price") - 1
FieldFromFirstMatch(Lines, "true", "Price") - 1
Name.ToUpper().Length - 1
string.IsNullOrEmpty(Name) && Paid
DateTime.Now.AddDays(1) > At
Math.Max(Total, 2) - 1
(Paid ? Total : Count) - 1
(Paid ? Name : Total) - 1
new[] { 1, 2.5 }.First() - 1
new[] { 1, "a" }.First() - 1
new[] { }.First() - 1
Name ?? City
(Total ?? Count) - 1
At.Year - 1
Total.ToString("F2") + 1
Name.Equals(null)
Total.Value - 1
var name = 1; return name - 1;
var x = Name; x += City; return x;
foreach (var t in Tags) { if (t == "a") { return t.ToUpper(); } } return null;
foreach (var a in Any) { return a.Whatever; } return 1;
if (Paid) { return 1; } else if (Any) { return 2; } else { return 3; }`,
  ],
  [
    'Names',
    `
Nmae
nmae
this.Nmae
Place.Skuu
Place["Skuu"]
Tags.Where("Nmae")
Lines.Any("Skuu == null")
Lines.Select(l => l.Prize)
Parent.Numbr
DestinationValue.Numbr
ShopIdd
Parnt.Number
var counter = 1; return countr;
it
Completely
GetValue(Place, "Skuu")
FieldFromFirstMatch(Lines, "true", "Skuu")
FieldFromFirstMatch(Lines, "Skuu", "Sku")
Tags.Sku
Name.Sku
Total.Length
Paid.Value.Year
At.Yaer
Lines.First().Skuu
Lines.Where("true").Last().Skuu
IsEmpti(Name, Nmae)
Nothing.Like()
Name.ToUper(Nmae)
Name.Xyzzy()
Xyzzy(1)
FindAsyn(Name)
Mth.Round(1)
$"{Nmae} {Cty}"
(int)Nmae
new[] { Nmae, Cty }
-Nmae
Tags[Cnt]
Paid ? Nmae : Cty
Nmae ?? Cty
Name.Replace(Nmae, "x")
var x = Nmae; x = Cty; return x;
foreach (var x in Linez) { var y = x.Whatever; } return 1;
if (Paidd) { return Nmae; } else { return Cty; }`,
  ],
  [
    'Kinds',
    `
Name - 1
1 * Name
Tags / 2
Paid % 2
Place - Lines
Paid + 1
1 + At
Tags + "x"
"x" + Place
Place + Tags
Paid < 1
Total > At
At <= Total
Name >= 1
Tags < Place
Name == 1
Total != At
Paid == "true"
Tags == Place
At == 1
-Name
!Name
!Total
Name && Paid
Paid || Total
Name ? 1 : 2
Tags[Name]
Tags["a"]
Lines[0].Price.ToUpper()
Place.Price.Trim()
Math.Round(Name)
Math.Max(Name, Paid)
Total.AddDays(1)
At.AddDays(Name)
Name.Substring(City)
Truncate(Tags, 1)
FindAsync(Total, Paid)
Lines.Where("Sku")
Lines.Any(l => l.Price)
Lines.First("Price")
Where(Name, "true")
Tags.Select(t => t.Length).First().Trim()
Lines.Where(1)
Lines.Where(Nmae)
(Paid ? Total : Count).Trim()
Coalesce(Total, Count).Trim()
Coalesce(Total, Total).Trim()
(Name ?? City) - 1
(int)Name + Tags
(Total + Count).Trim()
(Count + Count).Trim()
2 * (Total + 1) + Tags[(0)] + (Name)
-(Total) + ((int)(Name)) - (Name)
Lines.Where((l) => (l.Price)).First()
new[] { 1, 2.5 }.First().Trim()
new[] { "a", "b" }.Last() - 1
Tags.Reverse().First() - 1
Tags.ToList().First() - 1
Tags.Distinct().First() - 1
Tags.OrderBy(t => t)[0] - 1
GetValue(Place, "Sku") - 1
FieldFromFirstMatch(Lines, "true", "Sku") - 1
FirstMatch(Lines, "true").Sku - 1
$"{Name}" - 1
(1 == 1) - 1
DateTime.Now - 1
At.Year.Trim()
foreach (var x in Name) { } return 1;
foreach (var x in Tags) { return x - 1; } return 1;
if (Name) { return 1; } return 2;
var x = Name; return x - 1;
this.Name - 1
Parent.Number - 1`,
  ],
  [
    'Numbers of arguments',
    `
IsEmpty(Name, City)
Name.Substring()
Name.Substring(1, 2, 3)
FindAsync()
FindAsync(1, 2, 3)
Tags.Where()
Coalesce()
Math.Round()
Name.ToUpper(1)`,
  ],
  [
    'What cannot be read',
    `
1 +
(1
Lines.Where("Sku ==")
Lines.Any("(")
FirstMatch(Lines, "1 +").Sku
"a
if (Paid) { return 1; }

x = 1; return x;
1 1`,
  ],
  [
    'Conditions that are always the same',
    `
true ? 1 : 2
true ? (Total + 1) * 2 : -(Total)
false ? 1 : -(Total)
false ? 1 : 2
1 == 1 ? Name : City
1 > 2 ? Name : City
!true ? 1 : 2
IsEmpty("x") ? 1 : 2
"a" == null ? 1 : 2
true && false ? 1 : 2
true || Paid ? 1 : 2
false && Paid ? 1 : 2
if (true) { return 1; } return 2;
if (false) { return 1; } return 2;
if (false) { return 1; } else { return 2; }
if (true) { return 1; } else { return 2; }
"a".ToUpper() == "A" ? 1 : 2
DateTime.Now == null ? 1 : 2
Coalesce(null, 1) == 1 ? 1 : 2
string.IsNullOrEmpty("") ? 1 : 2
1 / 0 == 1 ? 1 : 2
new[] { 1 }.Any(x => true) ? 1 : 2`,
  ],
  [
    'What a condition around it excludes',
    `
Paid ? (Paid ? 1 : 2) : 3
Paid ? 1 : (Paid ? 2 : 3)
Paid ? (!Paid ? 1 : 2) : 3
Name == null ? (Name ?? "x") : (Name ?? "y")
Name == "a" ? (Name == "b" ? 1 : 2) : 3
Name == "a" ? (Name == "a" ? 1 : 2) : 3
Name == "a" ? (IsEmpty(Name) ? 1 : 2) : 3
Name == " " ? (IsBlank(Name) ? 1 : 2) : 3
Name == "" ? (IsNull(Name) ? 1 : 2) : 3
IsNull(Name) ? (Name == "" ? 1 : 2) : 3
IsNull(Name) ? (Name == "a" ? 1 : 2) : 3
IsBlank(Name) ? (IsEmpty(Name) ? 1 : 2) : 3
IsEmpty(Name) ? (IsBlank(Name) ? 1 : 2) : (IsBlank(Name) ? 3 : 4)
IsBlank(Name) ? 1 : (IsEmpty(Name) ? 2 : 3)
Total > 1 ? (Total == null ? 1 : 2) : (Total == null ? 3 : 4)
1 < Total ? (Total ?? 5) : 3
Total > Count ? (Total ?? 5) : 3
Name != "a" ? (Name == "a" ? 1 : 2) : 3
Total == 1 ? (Total == 2 ? 1 : 2) : 3
Total == 1.5m ? (Total == 2.5m ? 1 : 2) : 3
Place.Sku == null ? (Place.Sku == null ? 1 : 2) : (Place.Sku ?? "x")
Lines[0].Sku == null ? (Lines[0].Sku == null ? 1 : 2) : 3
Paid && Name == null ? (Paid ? 1 : 2) : (Paid ? 3 : 4)
Paid || IsEmpty(Name) ? (Paid ? 1 : 2) : (Paid ? 3 : 4)
Name != null && Name != "" ? (IsEmpty(Name) ? 1 : 2) : 3
Name == null && Name == null ? 1 : 2
Paid || (Paid ? true : false) ? 1 : 2
IsEmpty(Name) == true ? (IsEmpty(Name) ? 1 : 2) : 3
false == IsEmpty(Name) ? (Name ?? "x") : 3
Paid == true ? (Paid == true ? 1 : 2) : 3
(Paid == true) == true ? (Paid ? 1 : 2) : 3
string.IsNullOrWhiteSpace(Name) ? (IsBlank(Name) ? 1 : 2) : 3
Tags.Any(t => t == null) ? (Tags.Any(t => t == null) ? 1 : 2) : 3
Tags.Any(t => t == "a" ? (t == "a" ? true : false) : false)
Lines.Any("Sku == null ? (Sku == null ? true : false) : false")
var p = Paid; if (p) { if (p) { return 1; } return 2; } return 3;
Name == null ? 1 : Coalesce(Name, "x")
Name == null ? 1 : Coalesce(City, Name, "x", "y")
Name == null ? 1 : Coalesce(City, Name)
Coalesce(City, Name)
Any == 1 ? (Any == true ? 1 : 2) : 3
Name == null ? (Parent.Name == null ? 1 : 2) : 3`,
  ],
  [
    'What the filter excludes',
    `
Name ?? "x"
Coalesce(Name, City, "x")
IsEmpty(Name) ? 1 : 2
Paid ? 1 : 2
if (Paid) { return 1; } return 2;
if (!Paid) { return 1; } return 2;
if (!Paid) { return 1; } else { return 2; }
City == null ? 1 : 2
City == null ? (City ?? Name ?? "x") : 2
Lines.Any("Paid ? true : false")
Lines.Any(l => Paid ? true : false)`,
    'Paid && !IsEmpty(Name)',
  ],
  [
    'What follows a return',
    `
return 1; return 2;
return 1; var x = 2; return x;
{ return 1; } return 2;
if (Paid) { return 1; } else { return 2; } return 3;
if (Paid) { return 1; } else { var x = 2; } return 3;
if (Paid) return 1; if (Paid) return 2; return 3;
if (Paid) { { return 1; } } if (Paid) return 2; return 3;
if (Paid) { if (Any) return 1; else return 2; } if (Paid) return 2; return 3;
if (Paid) { if (Any) return 1; } if (Paid) return 2; return 3;
foreach (var t in Tags) { return 1; } return 2;
if (Paid) { var x = 1; return x; return 2; } return 3;
if (Paid) { return 1; return 2; return 4; } return 3;`,
  ],
]

test('what the checker says of all of these', async () => {
  const body = pages.map(([title, formulas, filter]) => {
    const given = { ...environment, ...(filter === undefined ? {} : { filter }) }
    const lines = formulas
      .trim()
      .split('\n')
      .map((formula) => `- \`${formula}\`${toldAll(formula, given)}`)
    return `## ${title}${filter === undefined ? '' : ` (${filter})`}\n\n${lines.join('\n')}\n`
  })
  await expect(`# What the checker says of a formula\n\n${body.join('\n')}`).toMatchFileSnapshot('pages/checks.md')
})

function toldAll(formula: string, given: CheckEnvironment): string {
  return checkFormula(formula, given)
    .map((one) => `\n  - ${told(formula, one)}`)
    .join('')
}

function told(formula: string, { code, severity, at, end, message, fix }: Diagnostic): string {
  const mended =
    fix === undefined ? '' : `. ${fix.title}: \`${formula.slice(0, fix.at)}${fix.text}${formula.slice(fix.end)}\``
  return `${severity} ${code} at \`${formula.slice(at, end)}\`: ${message}${mended}`
}
