import { Clover, Mail, Plug, ShoppingBag, Webhook } from 'lucide-react'

const symbols: Readonly<Record<string, typeof Plug>> = {
  clover: Clover,
  'clover-ecommerce': Clover,
  klaviyo: Mail,
  shopify: ShoppingBag,
  webhook: Webhook,
}

/** The vendor of a connection at a glance; its name stands beside it. */
export function ConnectorSymbol({ connector }: { connector: string }) {
  const Sign = symbols[connector] ?? Plug
  return <Sign size={16} aria-hidden />
}
