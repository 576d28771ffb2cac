/** What a business chose for the form by which customers sign up. */
import { z } from 'zod'

export const SignUpSettings = z.strictObject({
  isOpen: z.boolean().describe('Whether the form under /join takes sign-ups; the programme must be on as well'),
  phone: z
    .enum(['required', 'optional'])
    .describe('Whether somebody can sign up without a phone number, by which the till finds people'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'a country of two letters, such as US')
    .describe('Whose phone numbers are written without a country code'),
  programme: z
    .string()
    .trim()
    .max(60)
    .describe('The name that customers know the programme by; none: no name is shown'),
})

export const usualSignUp: z.output<typeof SignUpSettings> = {
  isOpen: false,
  phone: 'required',
  country: 'US',
  programme: '',
}
