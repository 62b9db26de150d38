'use client'

import dynamic from 'next/dynamic'
import type { ComponentType } from 'react'
import { Bar } from '@/components/states/pending'
import { type ContentRefusals, questionRefusals, ruleRefusals } from '@/lib/alphapy/catalogue/onboarding-limits'
import { changeQuestions, changeRules } from '../actions'
import type { SendChange } from '../hooks'
import type { ListName, QuestionContent, RuleContent } from '../schema'
import { readQuestion, readRule, sendableQuestion } from './content'
import type { FormProps } from './form-props'
import { QuestionMarks } from './question-marks'
import { RuleMarks } from './rule-marks'

/** What the two lists differ in. */
export interface Kit<Content> {
  list: ListName
  send: SendChange<Content>
  /** What was kept on the device, if it is of this kind. */
  readContent: (raw: unknown) => Content | undefined
  /** What a new one starts from. */
  blank: Content
  nameOf: (content: Content) => string
  refusals: (content: Content) => ContentRefusals
  /** The content as it is sent: without what its form does not show. */
  sendable: (content: Content) => Content
  /** True for content that a bot without the mend for it cannot store. */
  needsMend: (content: Content) => boolean
  Marks: ComponentType<{ content: Content }>
  Form: ComponentType<FormProps<Content>>
}

const FormPending = () => <Bar className="h-56" />

/** Questions. */
export const questionKit: Kit<QuestionContent> = {
  list: 'questions',
  send: changeQuestions,
  readContent: readQuestion,
  blank: { question: '', type: 'text', required: true, options: [], otherFollowups: [] },
  nameOf: ({ question }) => question,
  refusals: questionRefusals,
  sendable: sendableQuestion,
  needsMend: ({ options, otherFollowups }) => options.length > 0 || otherFollowups.length > 0,
  Marks: QuestionMarks,
  // Needed only once somebody edits.
  Form: dynamic(() => import('./question-form').then(({ QuestionForm }) => QuestionForm), { loading: FormPending }),
}

/** Rules. */
export const ruleKit: Kit<RuleContent> = {
  list: 'rules',
  send: changeRules,
  readContent: readRule,
  blank: { title: '', description: '', thumbnailUrl: null, imageUrl: null },
  nameOf: ({ title }) => title,
  refusals: ruleRefusals,
  sendable: (content) => content,
  needsMend: () => false,
  Marks: RuleMarks,
  Form: dynamic(() => import('./rule-form').then(({ RuleForm }) => RuleForm), { loading: FormPending }),
}
