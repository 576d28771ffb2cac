import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { Problem } from './api.ts'
import { Door } from './door.tsx'
import { nonce } from './nonce.ts'
import { sessionQuery } from './queries/session.ts'
import { readable, theme } from './theme.ts'
import { LanguageContext } from './words/language-context.ts'
import { language, speak } from './words/words.ts'

export function App() {
  const [queries] = useState(makeQueries)
  const [spoken, setSpoken] = useState(language)
  const choose = (next: typeof spoken) => {
    speak(next)
    setSpoken(next)
  }
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readable}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queries}>
        <LanguageContext value={{ language: spoken, choose }}>
          <Notifications position="bottom-right" autoClose={6_000} />
          {/* Texts are looked up while drawing, so another language draws everything anew. */}
          <Door key={spoken} />
        </LanguageContext>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** Server state: asked again when it is looked at, and not tried again where the hub gave a clear no. */
function makeQueries(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        // The session ended while the page was open: the door shows the way in, and the address stays.
        if (error instanceof Problem && error.status === 401) void client.invalidateQueries(sessionQuery)
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (count, error) => count < 2 && !(error instanceof Problem && error.status < 500),
      },
    },
  })
  return client
}
