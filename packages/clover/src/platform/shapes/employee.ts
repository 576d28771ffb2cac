import type { Many, Shape } from '../expand.ts'
import type { employeeRow, shiftRow } from '../rows.ts'
import type { Leaf } from './customer.ts'
import type { Link, Milliseconds, Nothing, Reference } from './reference.ts'

/** Who works at the till. Replies hold a readable `pin`: never log them whole. [S] */
export interface Employee {
  id: string
  href?: string
  /** At most 127 characters. [K] */
  name?: string
  nickname?: string
  customId?: string
  email?: string
  /** A secret. */
  pin?: string
  role?: 'OWNER' | 'ADMIN' | 'MANAGER' | 'EMPLOYEE' | (string & Nothing)
  isOwner?: boolean
  inviteSent?: boolean
  claimedTime?: Milliseconds
  deletedTime?: Milliseconds
  orders?: Link
}

/** What an employee is made with. */
export interface EmployeeWrite {
  name: string
  nickname?: string
  customId?: string
  email?: string
  /** A secret. */
  pin?: string
  role?: 'ADMIN' | 'MANAGER' | 'EMPLOYEE'
}

/** What an employee may do. */
export interface Role {
  id: string
  href?: string
  name?: string
  systemRole?: string
}

/** Hours of work. Times are Unix milliseconds. */
export interface Shift {
  id: string
  employee?: Reference
  inTime?: Milliseconds
  outTime?: Milliseconds
  overrideInTime?: Milliseconds
  overrideOutTime?: Milliseconds
  cashTipsCollected?: number
  serverBanking?: boolean
}

/** What a shift is made with. */
export type ShiftWrite = Partial<Omit<Shift, 'id' | 'employee'>>

export type RoleShape = Leaf<Role>

/** What is known of shifts. */
export interface ShiftShape extends Leaf<Shift, ShiftWrite> {
  filters: typeof shiftRow.filters
}

/** What is known of employees. The owner cannot be deleted. [D] */
export interface EmployeeShape extends Shape {
  plain: Employee
  expandable: (typeof employeeRow.expands)[number]
  expands: { roles: Many<RoleShape>; shifts: Many<ShiftShape> }
  filters: typeof employeeRow.filters
  create: EmployeeWrite
  update: Partial<EmployeeWrite>
}
