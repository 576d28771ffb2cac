import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './styles/index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { nonce } from './nonce.ts'

// Scroll locks of dialogs put a style into the page and ask for the nonce by this name.
Object.assign(globalThis, { __webpack_nonce__: nonce })

const place = document.getElementById('root')
if (place === null) throw new Error('The page has no element "root"')
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
