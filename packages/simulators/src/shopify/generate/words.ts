// What a small shop sells, and to whom: numbers of the 555 range, addresses of example.com.

export const adjectives = ['Plain', 'Striped', 'Heavy', 'Light', 'Old', 'Wild', 'Smoked', 'Blue', 'Round', 'Folding']
export const nouns = [
  'tee',
  'mug',
  'teapot “Ōtani”',
  'bun',
  'blanket',
  'lamp',
  'honey, 250 g',
  'notebook',
  'crème',
  'apron',
]
export const types = ['Clothing', 'Kitchen', 'Food', 'Home']
export const sizes = ['S', 'M', 'L']
export const colours = ['White', 'Navy']
export const firstNames = [
  'Nora',
  'Björn',
  'Ana',
  'Li',
  'Omar',
  'Zoë',
  'Sam',
  'Priya',
  "D'Arcy",
  'Jürgen',
  'Maria José',
]
export const lastNames = [
  'Lindqvist',
  "O'Neill",
  'García',
  'Nguyễn',
  'Smith',
  'van der Berg',
  'Okafor',
  'Kowalski',
  'Ito',
]
export const streets = ['Main Street', 'Harbour Street', 'Mill Road', 'Elm Avenue']
export const areaCodes = ['207', '212', '303', '415', '512', '617', '702', '808']
export const cities = [
  { city: 'Portland', zip: '04101', provinceCode: 'ME' },
  { city: 'Denver', zip: '80202', provinceCode: 'CO' },
  { city: 'Austin', zip: '78701', provinceCode: 'TX' },
  { city: 'Oakland', zip: '94607', provinceCode: 'CA' },
]
