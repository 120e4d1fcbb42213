import ArgumentParser
import GRDB
import Hummingbird
import Mustache
import Yams

print("heng")
