/** What the shop has always sold: the lines of generated orders are made of these. */
export const menu: readonly { id: string; name: string; price: number }[] = [
  { id: 'J7M3Q9S5V1Y8Z', name: 'Lentil soup', price: 650 },
  { id: 'J7M3Q9S5V1Y90', name: 'Oolong, pot', price: 480 },
  { id: 'J7M3Q9S5V1Y91', name: 'Filter coffee', price: 320 },
  { id: 'J7M3Q9S5V1Y92', name: 'Cardamom bun', price: 410 },
  { id: 'J7M3Q9S5V1Y93', name: 'Blå Dörren breakfast', price: 1290 },
]
