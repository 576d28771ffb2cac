import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Copy } from '../../components/copy.tsx'
import { t } from '../../words/words.ts'

/** Where in the vendor's own dashboard to find what the form asks for, in the vendor's own words for its menus. */
export function Guide({ connector, environment }: { connector: string; environment: unknown }) {
  if (connector === 'clover') return <CloverGuide environment={environment} />
  if (connector === 'klaviyo') return <KlaviyoGuide />
  if (connector === 'shopify') return <ShopifyGuide />
  if (connector === 'webhook') return <WebhookGuide />
  return null
}

const cloverDashboards = new Map<unknown, string>([
  ['sandbox', 'https://sandbox.dev.clover.com/dashboard'],
  ['eu', 'https://www.eu.clover.com/dashboard'],
  ['la', 'https://www.la.clover.com/dashboard'],
])

function CloverGuide({ environment }: { environment: unknown }) {
  const dashboard = cloverDashboards.get(environment) ?? 'https://www.clover.com/dashboard'
  return (
    <Frame title={t('Where to find it in Clover')}>
      <li>
        <Out to={dashboard}>{t('Log in to the Clover dashboard')}</Out>
        <Text size="sm" c="dimmed">
          {t('Open Account & Setup, which older dashboards call Settings.')}
        </Text>
      </li>
      <li>
        {t('Under Business Operations, choose API Tokens')}
        <Text size="sm" c="dimmed">
          {t('Only the owner and administrators of the shop see it.')}
        </Text>
      </li>
      <li>
        {t('Choose Create Token and name it')} <Copy text="Trefoil" />
      </li>
      <li>
        {t('Tick these boxes, and no others')}
        <ul className="boxes">
          {cloverBoxes.map(([box, rights]) => (
            <li key={box}>
              <span>{box}</span> <span className="quiet">{rights}</span>
            </li>
          ))}
        </ul>
        <Text size="sm" c="dimmed">
          {t('For loyalty alone: all boxes under Read, and Write for Customers.')}
        </Text>
      </li>
      <li>{t('Choose Create Token again')}</li>
      <li>
        {t('Reveal the token by the eye, copy it, and paste it into the form now')}
        <Text size="sm" c="dimmed">
          {t('Keep a copy in a safe place: this hub never shows it again.')}
        </Text>
      </li>
      <li>
        {t('Copy the merchant ID, the 13 characters at the end of the dashboard’s address')} <code>ABCD1234ABCD1</code>
        <Text size="sm" c="dimmed">
          {t('Pasting the whole address will do.')}
        </Text>
      </li>
    </Frame>
  )
}

const cloverBoxes = [
  ['Customers', 'Read, Write'],
  ['Employees', 'Read'],
  ['Inventory', 'Read, Write'],
  ['Merchant', 'Read'],
  ['Orders', 'Read, Write'],
  ['Payments', 'Read'],
] as const

function KlaviyoGuide() {
  return (
    <Frame title={t('Where to find it in Klaviyo')}>
      <li>
        <Out to="https://www.klaviyo.com/settings/account/api-keys">{t('Open Settings, API keys')}</Out>
      </li>
      <li>
        {t('Create a private API key and name it')} <Copy text="Trefoil" />
      </li>
      <li>
        {t('Choose a custom key with these scopes')}
        <ul className="boxes">
          <li>
            <span>Accounts</span> <span className="quiet">Read</span>
          </li>
          {['Profiles', 'Lists', 'Subscriptions', 'Events'].map((scope) => (
            <li key={scope}>
              <span>{scope}</span> <span className="quiet">Full</span>
            </li>
          ))}
        </ul>
      </li>
      <li>{t('Copy the key into the form: it begins with pk_')}</li>
    </Frame>
  )
}

function ShopifyGuide() {
  return (
    <Frame title={t('Where to find it in Shopify')}>
      <li>
        <Out to="https://dev.shopify.com/dashboard">{t('Open the Dev Dashboard')}</Out>
        <Text size="sm" c="dimmed">
          {t('Choose the organization that the shop belongs to: only there the app gets into it.')}
        </Text>
      </li>
      <li>
        {t('Choose Create app, then Start from Dev Dashboard, and name it')} <Copy text="Trefoil" />
      </li>
      <li>
        {t('Under Access, put these scopes, and choose Release')}
        <div>
          <Copy text={shopifyScopes} isWhole />
        </div>
      </li>
      <li>{t('On the app’s home, choose Install app, then the shop, then Install')}</li>
      <li>
        {t('Under Settings, copy the client ID and the secret into the form')}
        <Text size="sm" c="dimmed">
          {t(
            'The hub fetches a token by them each day. An access token is only for apps that the shop’s own settings made before 2026.',
          )}
        </Text>
      </li>
      <li>
        {t('Copy the shop’s address')} <code>my-shop.myshopify.com</code>
        <Text size="sm" c="dimmed">
          {t('In its admin under Settings, Domains. Pasting the address of a page of the admin will do.')}
        </Text>
      </li>
    </Frame>
  )
}

const shopifyScopes = 'write_customers,write_products,write_inventory,read_locations,read_orders'

/** For an account that is signed in to: what the vendor has to know of this hub. */
export function SignInGuide({ title }: { title: string }) {
  return (
    <Frame title={t('How to sign in with {title}', { title })}>
      <li>
        {t('Make an app of your own at {title}', { title })}
        <Text size="sm" c="dimmed">
          {t('It stands for this hub; the account that you connect may be another one.')}
        </Text>
      </li>
      <li>
        {t('Give the app this address to come back to')}
        <div>
          <Copy text={`${location.origin}/oauth/callback`} isWhole />
        </div>
      </li>
      <li>{t('Copy its id and its secret into the form')}</li>
      <li>
        {t('Sign in')}
        <Text size="sm" c="dimmed">
          {t('{title} asks whether this hub may come in, and brings you back here.', { title })}
        </Text>
      </li>
    </Frame>
  )
}

function WebhookGuide() {
  return (
    <Frame title={t('What your program has to do')}>
      <li>
        {t('Make a secret that both sides know')} <Copy text={'echo "whsec_$(openssl rand -base64 32)"'} isWhole />
      </li>
      <li>
        {t('Take a POST at an address that can be reached over https')}
        <Text size="sm" c="dimmed">
          {t('An address in your own network has to be allowed by whoever runs the hub, in TREFOIL_PRIVATE_HOSTS.')}
        </Text>
      </li>
      <li>
        {t('Check the signature')}{' '}
        <Out to="https://github.com/standard-webhooks/standard-webhooks/tree/main/libraries">
          {t('with a library of the Standard Webhooks specification')}
        </Out>
      </li>
      <li>
        {t('Answer with a status of 2xx within 15 seconds')}
        <Text size="sm" c="dimmed">
          {t('What you have not taken comes again under the same webhook-id.')}
        </Text>
      </li>
      <li>{t('Ignore what you do not know: the check sends a message called trefoil.check')}</li>
    </Frame>
  )
}

function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <aside className="column guide" aria-label={title}>
      <Title order={2}>{title}</Title>
      <ol>{children}</ol>
    </aside>
  )
}

function Out({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a href={to} target="_blank" rel="noreferrer">
      {children}
      <span className="unseen"> {t('(opens another page)')}</span>
    </a>
  )
}
