/** The ledger of points, for whoever gives or takes some: a reward, a sign-up, a person. */
export { appendEntries, balanceOf } from '../../store/points-entry.ts'
