/** The ledger of points, for whoever gives or takes some: a reward, a sign-up, a person. */
export { appendEntries, balanceOf, type NewEntry } from '../../store/points-entry.ts'
