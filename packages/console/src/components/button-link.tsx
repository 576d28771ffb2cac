import { Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes } from 'react'

type Props = ButtonProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>

function AnchorButton(props: Props) {
  return <Button component="a" {...props} />
}

/** A button that leads to another screen, and so is a link. */
export const ButtonLink = createLink(AnchorButton)
