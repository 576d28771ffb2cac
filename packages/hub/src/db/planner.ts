/**
 * How both engines are to plan. Ours are many small look-ups in tables that are in memory: a random page costs little more
 * than the next one, and to compile a statement costs more than to run it.
 */
export const planner = { random_page_cost: '1.1', jit: 'off' }
