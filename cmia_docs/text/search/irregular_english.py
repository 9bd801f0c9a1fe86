"""Irregular English forms, which the stemmer does not reduce to their base form: `children`, `taken`."""

from __future__ import annotations

_FORMS = """
be am are is was were been being
bear bore borne
become became
begin began begun
bind bound
break broke broken
bring brought
buy bought
catch caught
choose chose chosen
come came
deal dealt
do does did done
draw drew drawn
drive drove driven
fall fell fallen
feel felt
fight fought
forbid forbade forbidden
forgive forgave forgiven
get got gotten
give gave given
go goes went gone
have has had
hear heard
hide hid hidden
hold held
keep kept
know knew known
lay laid
lead led
leave left
lend lent
lose lost
make made
mean meant
meet met
overcome overcame
overtake overtook overtaken
pay paid
rise rose risen
say said
see saw seen
seek sought
sell sold
send sent
show shown
speak spoke spoken
spend spent
stand stood
steal stole stolen
strike struck stricken
swear swore sworn
take took taken
teach taught
tell told
think thought
undergo underwent undergone
understand understood
undertake undertook undertaken
uphold upheld
win won
withdraw withdrew withdrawn
withhold withheld
write wrote written
analysis analyses
appendix appendices
basis bases
child children
crisis crises
criterion criteria
emphasis emphases
foot feet
half halves
hypothesis hypotheses
index indices
knife knives
life lives
man men
person people
phenomenon phenomena
policeman policemen
policewoman policewomen
thesis theses
thief thieves
tooth teeth
wife wives
woman women
"""
WORD_OF = {form: forms.split()[0] for forms in _FORMS.split("\n") for form in forms.split()[1:]}
"""Base form by irregular form."""
