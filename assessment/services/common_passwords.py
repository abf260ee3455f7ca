"""Passwords that are long enough and still among the first that anybody tries."""

_LISTED = """
    000000000000 0123456789ab 012345678910 0987654321qwe 101010101010 111111111111 111222333444 112233445566
    121212121212 123123123123 123321123321 1234512345123 123412341234 123456123456 1234567890-= 12345678900
    123456789000 123456789012 1234567890123 12345678901234 123456789012345 1234567891011 123456789101112
    1234567890abc 1234567890qwe 1234567890qwerty 1234abcd1234 123456abcdef 123abc123abc 123qwe123qwe 1qaz2wsx3edc
    1qaz2wsx3edc4rfv 1qazxsw23edc 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 222222222222 333333333333
    555555555555 666666666666 777777777777 888888888888 987654321000 999999999999 9876543210987 aaaaaaaaaaaa
    abc123abc123 abcabcabcabc abcd12345678 abcdef123456 abcdefghijkl abcdefghijklmnop abcdefghijklmnopqrstuvwxyz
    admin1234567 admin12345678 administrator administrator1 asdfasdfasdf asdfghjkl123 asdfghjkl;' asdfghjklqwe
    azertyuiop12 azertyuiop123 billabong123 changeme1234 changemenow1 changemeplease computer1234 correcthorse
    correcthorsebattery correcthorsebatterystaple dragon123456 football1234 freedom12345 google123456
    iloveyou1234 iloveyou12345 iloveyousomuch iloveyouforever internet1234 letmein12345 letmein123456
    letmeinplease liverpool123 manchester12 michael12345 monkey123456 newpassword1 newpassword12 nopassword12
    p@ssw0rd1234 p@ssword1234 pa55word1234 pass12345678 pass123456789 pass1234pass passpasspass passw0rd1234
    password0123 password1234 password12345 password123456 password1234567 password12345678 password123456789
    password2024 password2025 password2026 password2027 passwordpassword princess1234 q1w2e3r4t5y6
    q1w2e3r4t5y6u7 qazwsxedcrfv qazwsxedc123 qwe123qwe123 qweasdzxc123 qweqweqweqwe qwer1234qwer qwerty123456
    qwerty1234567 qwerty12345678 qwerty123qwerty qwertyqwerty qwertyuiop12 qwertyuiop123 qwertyuiop[]
    qwertyuiopasdf qwertyuiopasdfghjkl secret123456 secretsecret starwars1234 sunshine1234 superman1234
    temppassword testpassword testtesttest thisisapassword trustno1trustno1 unitednations unitednations1
    welcome12345 welcome123456 welcomewelcome whatever1234 yourpassword zaq12wsxcde3 zxcvbnm12345 zxcvbnm,./12
"""

COMMON = frozenset(_LISTED.split())
"""In lower case."""
