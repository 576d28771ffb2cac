/** An account is connected by signing in at its vendor: the browser leaves the console, and comes back to the connection. */
import { beforeAll, expect, test } from 'vitest'
import { shared } from '../harness/shared.ts'
import { finds, openConsole } from './open-console.ts'

const at = shared(() => openConsole({ isSetUp: false }))
const window = shared(() => at.open())
const { button, field } = finds(window)
beforeAll(async () => {
  const redirectUris = [`${at.house.hub.url}/oauth/callback`]
  at.house.clover.app.configure({ redirectUris })
  at.house.klaviyo.app.configure({ redirectUris })
})

test('S1-017 a merchant signs in at Clover, and the browser is back at the connection', async () => {
  const { page } = window
  await page.goto('/connect/clover')
  await page.getByText('Sign in with Clover').first().click()
  await field('Name of the connection').fill('till')
  await field(/^App ID/).fill(at.house.clover.app.id)
  await field(/^App secret/).fill(at.house.clover.app.secret)
  await page.getByTitle(`${at.house.hub.url}/oauth/callback`).waitFor()
  await button('Sign in with Clover').click()
  await page.getByText('Ready flows').waitFor()
  expect(new URL(page.url()).pathname).toBe('/connections/till')
  expect(await page.content()).not.toContain(at.house.clover.app.secret)
})

test('an owner who says no at Klaviyo comes back to the form, with the reason; the second time it is connected', async () => {
  const { page } = window
  at.house.klaviyo.app.deny()
  for (const outcome of ['denied', 'connected']) {
    await page.goto('/connect/klaviyo')
    await page.getByText('Sign in with Klaviyo').first().click()
    await field('Name of the connection').fill('mail')
    await field(/^Client ID/).fill(at.house.klaviyo.app.id)
    await field(/^Client secret/).fill(at.house.klaviyo.app.secret)
    await button('Sign in with Klaviyo').click()
    if (outcome === 'denied') {
      await page.getByRole('alert').waitFor()
      expect(await page.getByRole('alert').textContent()).toContain('said no')
    }
  }
  await page.getByText('Ready flows').waitFor()
  expect(new URL(page.url()).pathname).toBe('/connections/mail')
  expect(window.complaints).toEqual([])
})

test('a connection that was signed in to is signed in to again without naming the app', async () => {
  const { page } = window
  await page.goto('/connections/till')
  await page.getByRole('link', { name: 'New credentials' }).click()
  await page.getByText('Leave it empty to use the app of the last sign-in.').waitFor()
  await button('Sign in with Clover').click()
  await page.getByText('Ready flows').waitFor()
  expect(new URL(page.url()).pathname).toBe('/connections/till')
})
