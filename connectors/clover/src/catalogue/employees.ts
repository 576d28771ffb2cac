import { z } from 'zod'
import { listSource } from './list-source.ts'

/** What is known of a person on the staff, without the PIN that Clover's list shows. */
const cloverEmployee = z.object({
  id: z.string().optional(),
  name: z.string().nullish().catch(null),
  nickname: z.string().nullish().catch(null),
  customId: z.string().nullish().catch(null),
  email: z.string().nullish().catch(null),
  role: z.string().nullish().catch(null),
  isOwner: z.boolean().nullish().catch(null),
})

export const employees = listSource<z.output<typeof cloverEmployee>>({
  name: 'employees',
  title: 'Employees with their role',
  schema: cloverEmployee,
  permission: 'EMPLOYEES_R',
  path: '/employees',
  read: (row) => cloverEmployee.parse(row),
})
