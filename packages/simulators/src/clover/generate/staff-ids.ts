/** The owner of every pretend shop. */
export const ownerId = 'F2H4J6M8P0R3T'

/** Who takes the generated orders. */
export const waiterIds: readonly string[] = ['F2H4J6M8P0R40', 'F2H4J6M8P0R41', 'F2H4J6M8P0R42']
