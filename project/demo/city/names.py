"""Names for made-up people from all over India, each first name with surnames it goes with. Nobody here is real."""

from dataclasses import dataclass

from project.demo.dice import Dice


@dataclass(frozen=True)
class Region:
    """Names that belong together, and the languages people from there are likely to choose."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    languages: tuple[str, ...] = ("en",)


REGIONS = (
    Region(
        ("Ananya", "Deepika", "Kavya", "Pooja", "Rashmi", "Sahana", "Spoorthi", "Shruthi", "Vaishnavi", "Meghana"),
        ("Abhishek", "Chetan", "Darshan", "Ganesh", "Karthik", "Manjunath", "Nikhil", "Pavan", "Suhas", "Yashas"),
        ("Gowda", "Hegde", "Shetty", "Rao", "Bhat", "Murthy", "Kulkarni", "Patil", "Naik", "Acharya"),
        ("en", "kn", "kn"),
    ),
    Region(
        ("Aishwarya", "Divya", "Janani", "Keerthana", "Nandhini", "Pavithra", "Revathi", "Subhashini", "Yazhini"),
        ("Arun", "Balaji", "Dinesh", "Hariharan", "Karthikeyan", "Muthu", "Prabhu", "Saravanan", "Vignesh"),
        ("Subramanian", "Ramanathan", "Natarajan", "Sundaram", "Krishnan", "Palanisamy", "Selvaraj", "Venkatesan"),
    ),
    Region(
        ("Anjali", "Bhavana", "Lakshmi", "Navya", "Prasanna", "Sravani", "Swathi", "Tejaswini", "Harika"),
        ("Anil", "Bharath", "Charan", "Kiran", "Naveen", "Praneeth", "Rohith", "Sai", "Srikanth"),
        ("Reddy", "Naidu", "Chowdary", "Varma", "Sastry", "Raju", "Prasad", "Kommineni"),
    ),
    Region(
        ("Anju", "Aparna", "Aswathy", "Gayathri", "Malavika", "Neethu", "Parvathy", "Reshma", "Sneha"),
        ("Ajith", "Arjun", "Deepak", "Gokul", "Jithin", "Rahul", "Sandeep", "Sreejith", "Vishnu"),
        ("Nair", "Menon", "Pillai", "Varghese", "Kurian", "Thomas", "Nambiar", "Warrier", "Mathew"),
    ),
    Region(
        ("Aditi", "Anushka", "Isha", "Kritika", "Neha", "Pallavi", "Priyanka", "Shreya", "Tanvi"),
        ("Aakash", "Akshay", "Gaurav", "Harsh", "Mohit", "Prateek", "Rohit", "Shubham", "Vivek"),
        ("Sharma", "Verma", "Gupta", "Mishra", "Tiwari", "Srivastava", "Pandey", "Agarwal", "Chauhan", "Yadav"),
        ("en", "hi"),
    ),
    Region(
        ("Amrita", "Gurleen", "Harpreet", "Jasleen", "Manpreet", "Navneet", "Simran"),
        ("Amandeep", "Arshdeep", "Gurpreet", "Harjot", "Jaspreet", "Karan", "Manjit"),
        ("Singh", "Kaur", "Gill", "Sandhu", "Dhillon", "Bedi", "Ahluwalia"),
        ("en", "hi"),
    ),
    Region(
        ("Arpita", "Debolina", "Ipsita", "Moumita", "Paromita", "Rituparna", "Sreya", "Tanushree"),
        ("Abhik", "Anirban", "Arnab", "Debashish", "Indranil", "Rajdeep", "Sayan", "Soumya"),
        ("Banerjee", "Chatterjee", "Mukherjee", "Ghosh", "Sen", "Dutta", "Bose", "Chakraborty"),
    ),
    Region(
        ("Anagha", "Gauri", "Ketaki", "Mrunal", "Rucha", "Sayali", "Vaidehi", "Prajakta"),
        ("Aniket", "Chinmay", "Kedar", "Ninad", "Omkar", "Sanket", "Tejas", "Yogesh"),
        ("Joshi", "Deshpande", "Kadam", "Jadhav", "Pawar", "Gokhale", "Shinde", "Bhosale"),
        ("en", "hi"),
    ),
    Region(
        ("Avani", "Dhruvi", "Hetal", "Janki", "Krupa", "Mansi", "Riddhi"),
        ("Bhavesh", "Chirag", "Dhaval", "Hardik", "Jigar", "Mehul", "Parth"),
        ("Patel", "Shah", "Mehta", "Desai", "Trivedi", "Solanki", "Parmar"),
        ("en", "hi"),
    ),
    Region(
        ("Afreen", "Ayesha", "Fathima", "Nazneen", "Rukhsana", "Saba", "Zoya"),
        ("Adil", "Farhan", "Imran", "Irfan", "Salman", "Zaheer", "Zubair"),
        ("Khan", "Ahmed", "Sheikh", "Ansari", "Siddiqui", "Pasha", "Qureshi"),
        ("en", "hi"),
    ),
    Region(
        ("Banalata", "Dimpee", "Jonali", "Lalrin", "Mary", "Rinchen", "Themmungla"),
        ("Bhaskar", "Dhruba", "Lalthan", "Mrinal", "Ngangom", "Tenzin", "Wungram"),
        ("Baruah", "Das", "Gogoi", "Hazarika", "Lepcha", "Sangma", "Singha", "Thapa"),
    ),
    Region(
        ("Anita", "Christina", "Elaine", "Joanna", "Natasha", "Ruth", "Sharon"),
        ("Alwyn", "Brian", "Clive", "Jason", "Kevin", "Nigel", "Royston"),
        ("D'Souza", "Fernandes", "Pinto", "Rodrigues", "Lobo", "Mascarenhas", "Pereira"),
    ),
)
# Bengaluru's own mix: more people from the south, everybody from somewhere.
WEIGHTS = (24, 11, 12, 11, 14, 4, 8, 6, 4, 6, 4, 4)


def name_somebody(dice: Dice, *, is_woman: bool) -> tuple[str, str]:
    """Make up a name, and the language its owner would choose."""
    region = dice.choices(REGIONS, WEIGHTS)[0]
    first = dice.choice(region.women if is_woman else region.men)
    surname = dice.choice(region.surnames)
    if surname == "Kaur" and not is_woman:
        surname = "Singh"
    language = dice.choice(region.languages) if dice.random() < 0.35 else "en"
    return f"{first} {surname}", language
